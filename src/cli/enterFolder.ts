import { UserError } from "../errors";

/** Makes this process go on as if it had been started in the folder. @throws UserError when it can't be entered */
export function enterFolder(folder: string): void {
  try {
    process.chdir(folder);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
    throw new UserError(`The folder ${folder} can't be entered (${reason}): see that --cwd names a folder of yours.`);
  }
}
