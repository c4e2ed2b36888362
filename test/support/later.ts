/** Stands for what is only made when the tests begin, so that a test can name it where it is declared. */
export function later<T extends object>(get: () => T | undefined): T {
  const made = (key: string | symbol): T => {
    const value = get();
    if (!value) throw new Error(`${String(key)} is used before there is what has it, or where nobody asked for it`);
    return value;
  };
  return new Proxy({} as T, {
    get(_, key) {
      const target = made(key);
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
    set: (_, key, value) => Reflect.set(made(key), key, value),
  });
}
