import { shellCommands } from "./shellCommands";

describe("the commands of a script", () => {
  test.each([
    [
      "mkdir a && cd a",
      [
        ["mkdir", "a"],
        ["cd", "a"],
      ],
    ],
    ["A=1 B=2 pulumi up --stack north # now", [["pulumi", "up", "--stack", "north"]]],
    ["export A=1", [["export", "A=1"]]],
    [
      "cat a | pulumi config set --secret b < c",
      [
        ["cat", "a"],
        ["pulumi", "config", "set", "--secret", "b"],
      ],
    ],
    ["curl -d '{\"a\": 1; 2}' \\\n  http://x", [["curl", "-d", '{"a": 1; 2}', "http://x"]]],
    [
      'curl "x/$(pulumi stack output id)"',
      [
        ["pulumi", "stack", "output", "id"],
        ["curl", "x/$(pulumi stack output id)"],
      ],
    ],
    ["# nothing", []],
  ])("%j are told apart", (script, words) => {
    expect(shellCommands(script)).toEqual(words);
  });
});
