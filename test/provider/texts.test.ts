import { vppToken } from "../../src/definitions/vppToken";
import { noteOf, noteText } from "../../src/provider/knownUpload";
import { unknownValue } from "../../src/provider/plain";
import { writeNote } from "../../src/provider/textNote";
import { Texts } from "../../src/provider/texts";

const gone = () => {
  throw new Error("MARKED");
};

describe("the texts of a run", () => {
  test("are found again by their notes, without white space", () => {
    const texts = new Texts(vppToken, gone);
    texts.keep({ token: "one\n" });
    texts.keep({ token: "two" });
    expect(texts.find({ token: writeNote(noteOf("one")) })).toBe("one");
    expect(texts.find({ token: writeNote(noteOf("two")) })).toBe("two");
  });

  test("are read anew where the arguments name a source", () => {
    const tokenFrom = noteText({ env: "X" }, "as it was");
    expect(new Texts(vppToken, () => "as it is").find({ tokenFrom })).toBe("asitis");
  });

  test("aren't kept while they aren't known yet", () => {
    const texts = new Texts(vppToken, gone);
    texts.keep({ token: unknownValue });
    expect(() => texts.find({ token: writeNote(noteOf(unknownValue)) })).toThrow("run again");
  });

  test.each([
    ["of which only a note is known", { token: writeNote(noteOf("one")) }],
    ["whose source is gone", { tokenFrom: noteText({ env: "X" }, "one") }],
  ])("are never made up: one %s is an error that says what to do", (_which, declared) => {
    expect(() => new Texts(vppToken, gone).find(declared)).toThrow(/can't be read any more: run again\.$/);
  });
});
