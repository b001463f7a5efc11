// @ts-check
/**
 * Both steps of a branch deployment as a Deno script:
 *
 *     deno run --allow-net --allow-env --allow-read --allow-run=git deploy.deno.js
 *
 * It reads DAGSTER_CLOUD_ORGANIZATION (or DAGSTER_CLOUD_URL), DAGSTER_CLOUD_API_TOKEN, REPOSITORY_NAME, BRANCH_NAME,
 * LOCATION_FILE, LOCATION_NAME and IMAGE, and the commit from git. The library itself reads none of them: what it
 * should know is passed to it.
 */
import { branchDeployment, deployment, DeployError } from "npm:dagster-deploy";

/** @param {string} name */
const variable = (name) => Deno.env.get(name);

/** @param {string} name */
function needed(name) {
  const value = variable(name);
  if (!value) throw new Error(`set ${name}`);
  return value;
}

const dagsterPlus = {
  organization: variable("DAGSTER_CLOUD_ORGANIZATION"),
  url: variable("DAGSTER_CLOUD_URL"),
  apiToken: needed("DAGSTER_CLOUD_API_TOKEN"),
};

try {
  const { deploymentName } = await branchDeployment.createOrUpdate({
    ...dagsterPlus,
    gitRepoName: needed("REPOSITORY_NAME"),
    branchName: needed("BRANCH_NAME"),
    readGitState: true,
  });
  console.log(`branch deployment ${deploymentName}`);

  const { locations, locationsUrl } = await deployment.addLocation({
    ...dagsterPlus,
    deployment: deploymentName,
    locationFile: needed("LOCATION_FILE"),
    locationName: needed("LOCATION_NAME"),
    image: needed("IMAGE"),
  });
  for (const { name, status } of locations) console.log(`location ${name}: ${status}`);
  console.log(locationsUrl);
} catch (error) {
  if (!(error instanceof DeployError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  if (error.hint) console.error(error.hint);
  Deno.exit(1);
}
