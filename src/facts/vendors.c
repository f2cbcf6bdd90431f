/* SPDX-License-Identifier: Apache-2.0
 *
 * Accounts of known third parties.
 *
 * Source: fwdcloudsec/known_aws_accounts, accounts.yaml (Apache-2.0), entries
 * of vendors whose accounts customers' roles trust. An account that is not
 * listed may still be a vendor's: its ownership is then not known.
 */
#include "facts/vendors.h"

/* Sorted by account. */
static const struct {
  const char *account, *name;
} vendors[] = {
    {"006742885340", "Palo Alto Networks Cortex"},
    {"008923505280", "Grafana"},
    {"012205512454", "Expel"},
    {"012615275169", "Tenable"},
    {"017663287629", "New Relic"},
    {"061190967865", "CloudZero"},
    {"085540434294", "Drata"},
    {"107630771604", "Segment"},
    {"135916806842", "Orca Security"},
    {"165736516723", "Cloudability"},
    {"188619942792", "Prisma Cloud"},
    {"198361731867", "Snyk"},
    {"202279780353", "nOps"},
    {"205499583182", "ProsperOps"},
    {"218546966473", "Stitch"},
    {"255798382450", "Turbot"},
    {"263844535661", "Sysdig"},
    {"269135526815", "Drata"},
    {"287590803701", "Turbot"},
    {"292230061137", "CrowdStrike"},
    {"324528010823", "Hightouch"},
    {"324880187172", "Spacelift"},
    {"336818582268", "Rapid7"},
    {"340457201789", "Upwind"},
    {"341876425553", "Census"},
    {"391854517948", "Cloudflare"},
    {"393309748692", "Hevo"},
    {"393649089167", "Spot"},
    {"414351767826", "Databricks"},
    {"422820575223", "Tenable"},
    {"434813966438", "Lacework"},
    {"440082503234", "Kubecost"},
    {"453761072151", "Turbot"},
    {"454464851268", "CloudHealth"},
    {"463932680998", "Orca Security"},
    {"464622532012", "Datadog"},
    {"496947949261", "Prisma Cloud"},
    {"509560245411", "Dynatrace"},
    {"517716713836", "CrowdStrike"},
    {"536727724300", "MongoDB Atlas"},
    {"553950354547", "Orca Security"},
    {"595280932656", "Segment"},
    {"601306020600", "Databricks"},
    {"612791702201", "JupiterOne"},
    {"627743545735", "Spot"},
    {"634729597623", "Check Point CloudGuard"},
    {"672188301118", "Zesty"},
    {"727378841472", "nOps"},
    {"727815099310", "Orca Security"},
    {"754728514883", "New Relic"},
    {"755778135062", "Snyk"},
    {"761931097553", "Sysdig"},
    {"784971140435", "Orca Security"},
    {"790110701330", "Databricks"},
    {"809336252980", "Drata"},
    {"825838939522", "Tines"},
    {"834469178297", "Fivetran"},
    {"857223745291", "Tines"},
    {"865078226113", "Datadog"},
    {"884866656237", "Spot"},
    {"913128560467", "env0"},
    {"922761411349", "Spot"},
    {"926226587429", "Sumo Logic"},
    {"951887872838", "Auth0"},
    {"956882708938", "Sumo Logic"},
    {"956993596390", "Vanta"},
    {"976280145156", "Orca Security"},
};

const char *vendor_name(Str account) {
  size_t low = 0, high = sizeof vendors / sizeof *vendors;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = str_cmp(account, str_of(vendors[middle].account));
    if (order == 0)
      return vendors[middle].name;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}
