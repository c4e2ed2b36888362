import { renewalWarning } from "../../../src/apple/renewal";
import { lifetimeOf } from "../../../src/apple/tokenLife";
import { noColor } from "../../../src/cli/shared/output";
import { attentionReport } from "../../../src/cli/status/attention";
import { type Format, json } from "../../../src/cli/status/formats/format";
import { junit } from "../../../src/cli/status/formats/junit";
import { prometheus } from "../../../src/cli/status/formats/prometheus";
import { table } from "../../../src/cli/status/formats/table";
import { statusPage } from "../../../src/cli/status/page/statusPage";
import { tokenSummary } from "../../../src/cli/token";
import { now, rows } from "./rows";

const options = { colorize: noColor, width: undefined, days: 30 };

/** What every place that tells of a token's days says of one that expires so many days from now. */
function told(days: number) {
  const expirationDateTime = new Date(now.getTime() + days * 86_400_000).toISOString();
  const token = rows({ expirationDateTime });
  const render = (format: Format) => format.render(token, now, options);
  const info = { organizationName: "Contoso", expirationDateTime };
  return {
    table: / valid {2}(\d{4}-\d\d-\d\d +\S+) /.exec(render(table))?.[1]?.replace(/ +/, " "),
    json: JSON.parse(render(json))[0].daysLeft,
    junit: /\) (expire[^"]*?)\. Download/.exec(render(junit))?.[1],
    attention: /\) (expire.*)\n/.exec(attentionReport(token, 30, now) ?? "")?.[1],
    prometheus: /expiration_timestamp_seconds\{.*\} (\S+)/.exec(render(prometheus))?.[1],
    page: /<small class="(?:bad|soon|calm)">([^<]*)<\/small><\/td>/.exec(statusPage(token, now))?.[1],
    trait: /data-traits="([^"]*)"/.exec(statusPage(token, now))?.[1],
    warning: /^The token (.*?)[.:] [DI]/.exec(
      renewalWarning({ declared: undefined, live: expirationDateTime, days: 30, now }) ?? "",
    )?.[1],
    token: /\((.*)\)/.exec(tokenSummary(info, lifetimeOf(expirationDateTime, now), noColor))?.[1],
  };
}

test.each([
  [
    -11.5,
    -11,
    "2026-11-09",
    "expired on 2026-11-09, 11 days ago",
    "expired 11 days ago",
    "expired on 2026-11-09T20:00:00.000Z, 11 days ago",
    "expired",
  ],
  [
    -0.5,
    0,
    "2026-11-20",
    "expired on 2026-11-20, less than a day ago",
    "expired less than a day ago",
    "expired on 2026-11-20T20:00:00.000Z, less than a day ago",
    "expired",
  ],
  [
    0.5,
    0,
    "2026-11-21",
    "expires within a day, on 2026-11-21",
    "less than a day left",
    "expires within a day, on 2026-11-21T20:00:00.000Z",
    "soon",
  ],
  [
    11.5,
    11,
    "2026-12-02",
    "expires in 11 days, on 2026-12-02",
    "11 days left",
    "expires in 11 days, on 2026-12-02T20:00:00.000Z",
    "soon",
  ],
])(
  "a token that expires in %p days is said to have %i left everywhere",
  (days, left, day, why, page, warning, trait) => {
    expect(told(days)).toEqual({
      table: `${day} ${left}`,
      json: left,
      junit: why,
      attention: why,
      prometheus: String(now.getTime() / 1000 + days * 86_400),
      page,
      trait,
      warning,
      token: page,
    });
  },
);
