import type { SettingKey, settingKeys } from "../../src/graph/config/settingKeys";
import type * as dynamic from "../../src/index";
import type * as native from "../../src/native";
import type { ProviderArgs, secretArguments } from "../../src/resources/native/Provider";

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
const holds = <T extends true>(value: T) => expect(value).toBe(true);

type SecretKey = {
  [Key in SettingKey]: (typeof settingKeys)[Key] extends { secret: true } ? Key : never;
}[SettingKey];

// The compiler checks these; a wrong one fails before any test runs.
test("native: resources have the outputs that the dynamic provider's have", () => {
  holds<Same<native.VppToken, dynamic.VppToken>>(true);
  holds<Same<native.VppTokenLicenseSync, dynamic.VppTokenLicenseSync>>(true);
  holds<Same<native.AppleVolumePurchaseProgramToken, dynamic.AppleVolumePurchaseProgramToken>>(true);
});

test("native: classes and lookups take what those of the dynamic provider take", () => {
  holds<Same<ConstructorParameters<typeof native.VppToken>, ConstructorParameters<typeof dynamic.VppToken>>>(true);
  holds<Same<Parameters<typeof native.VppToken.get>, Parameters<typeof dynamic.VppToken.get>>>(true);
  holds<Same<ReturnType<typeof native.getVppTokens>, ReturnType<typeof dynamic.getVppTokens>>>(true);
  holds<
    Same<ReturnType<typeof native.getVppTokenLicensesOutput>, ReturnType<typeof dynamic.getVppTokenLicensesOutput>>
  >(true);
  holds<Same<Exclude<keyof typeof dynamic, keyof typeof native>, never>>(true);
  holds<Same<Exclude<keyof typeof native, keyof typeof dynamic>, "Provider">>(true);
});

test("native: a provider takes the keys of the configuration, and keeps as secrets what they keep as such", () => {
  holds<Same<keyof ProviderArgs, SettingKey>>(true);
  holds<Same<(typeof secretArguments)[number], SecretKey>>(true);
});
