import { knownTime } from "../../../apple/tokenLife";
import { vppToken } from "../../../definitions/vppToken";
import { lastSyncTime, type StatusRow } from "../statusRow";
import { formatExposition, type MetricFamily } from "./exposition";
import type { Format } from "./format";

/** Prometheus metrics, for a scraper or for the textfile collector of the node exporter. */
export const prometheus: Format = {
  render: (rows) =>
    formatExposition([countFamily(rows), infoFamily(rows), ...metrics.map((metric) => toFamily(metric, rows))]),
};

/** A metric of every token. */
interface Metric {
  readonly name: string;
  readonly help: string;
  /** Returns undefined where Intune has no value. */
  readonly value: (row: StatusRow) => number | undefined;
}

const { properties } = vppToken;
const states: readonly string[] = [...properties.state.members, ...properties.state.betaMembers];
const syncStatuses: readonly string[] = properties.lastSyncStatus.members;

const metrics: readonly Metric[] = [
  {
    name: "intune_vpp_token_state",
    help: `State of the token (${numberedList(states)}).`,
    // One that isn't known yet is "unknown".
    value: ({ state }) => Math.max(0, states.indexOf(state)),
  },
  {
    name: "intune_vpp_token_expiration_timestamp_seconds",
    help: "When the token expires, in seconds since 1970; absent while Intune doesn't know it yet.",
    value: ({ expirationDateTime }) => seconds(knownTime(expirationDateTime)),
  },
  {
    name: "intune_vpp_token_last_sync_status",
    help: `How the last sync with Apple went (${numberedList(syncStatuses)}).`,
    value: ({ lastSyncStatus }) => Math.max(0, syncStatuses.indexOf(lastSyncStatus)),
  },
  {
    name: "intune_vpp_token_last_sync_timestamp_seconds",
    help: "When Intune last synced the token with Apple, in seconds since 1970; absent if it never did.",
    value: (row) => seconds(lastSyncTime(row)),
  },
  {
    name: "intune_vpp_token_apps",
    help: "How many apps the last sync found.",
    value: ({ lastAppCount }) => lastAppCount,
  },
];

function seconds(time: number | undefined): number | undefined {
  return time === undefined ? undefined : time / 1000;
}

function toFamily({ name, help, value }: Metric, rows: readonly StatusRow[]): MetricFamily {
  const samples = rows.flatMap((row) => {
    const measured = value(row);
    return measured === undefined ? [] : [{ labels: identityLabels(row), value: measured }];
  });
  return { name, help, samples };
}

function countFamily(rows: readonly StatusRow[]): MetricFamily {
  return {
    name: "intune_vpp_tokens",
    help: "How many VPP tokens the tenant has.",
    samples: [{ labels: {}, value: rows.length }],
  };
}

function infoFamily(rows: readonly StatusRow[]): MetricFamily {
  return {
    name: "intune_vpp_token_info",
    help: "What else is known of the token, as labels; the value is always 1.",
    samples: rows.map((row) => ({
      labels: {
        ...identityLabels(row),
        organization: row.organizationName ?? "",
        location: row.locationName ?? "",
        country: row.countryOrRegion ?? "",
        account_type: row.vppTokenAccountType ?? "",
      },
      value: 1,
    })),
  };
}

function identityLabels({ id, displayName, organizationName, appleId = "" }: StatusRow) {
  return { id, name: displayName ?? organizationName ?? "", apple_id: appleId };
}

function numberedList(members: readonly string[]): string {
  return members.map((member, number) => `${number}=${member}`).join(", ");
}
