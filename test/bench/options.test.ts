import { optionsOf, repetitionsOf, UsageError } from "../../bench/options.cjs";
import { pluginFolders } from "../../bench/terraform.cjs";

const options = (...args: string[]) => optionsOf(args, "bench");

test("without options everything is compared, and the report is written", () => {
  expect(options()).toMatchObject({ part: "comparison", sizes: [1, 50, 200, 1000], out: "bench" });
  expect([1, 50, 200, 1000].map((tokens) => repetitionsOf(options(), tokens))).toEqual([7, 3, 3, 3]);
});

test.each([
  ["--sizes", "1,50"],
  ["--repeat", "2"],
  ["--only", "ours,textbook"],
])("a run with %s %s is written only where it is told to be", (name, value) => {
  expect(options(name, value).out).toBeUndefined();
  expect(options(name, value, "--out", "elsewhere").out).toBe("elsewhere");
});

test("sizes, repetitions and contenders are as asked for", () => {
  const asked = options("--sizes", "1,50", "--repeat", "2", "--only", "ours,textbook");
  expect(asked).toMatchObject({ sizes: [1, 50], only: ["ours", "textbook"] });
  expect(repetitionsOf(asked, 50)).toBe(2);
});

test("the other parts have options of their own", () => {
  expect(options("--scale")).toMatchObject({ part: "scale", sizes: [3000], out: "bench" });
  expect(options("--start-up").part).toBe("startUp");
  expect(options("--draw").part).toBe("draw");
});

test.each([["--sizes", "0"], ["--sizes", "1;2"], ["--repeat", "few"], ["--only", "nobody"], ["--nothing"], ["--help"]])(
  "%s %s is answered with what can be asked for",
  (...args) => {
    expect(() => options(...args)).toThrow(UsageError);
    expect(() => options(...args)).toThrow("npm run bench -- [options]");
  },
);

test("Terraform's providers are looked for where a variable says, and then where Terraform looks", () => {
  const folders = pluginFolders({ BENCH_TERRAFORM_PLUGINS: "/mirror" }, "/home/me");
  expect(folders.slice(0, 2)).toEqual(["/mirror", "/home/me/.terraform.d/plugins"]);
  expect(pluginFolders({}, "/home/me")[0]).toBe("/home/me/.terraform.d/plugins");
});
