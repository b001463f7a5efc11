// @ts-check
/** What somebody who has installed the package would write; the same text runs in every runtime. */
import { branchDeployment, deployment } from "dagster-deploy";

/**
 * @param {{ url: string, organization: string, apiToken: string }} where
 */
export async function deploy(where) {
  const { deploymentName } = await branchDeployment.createOrUpdate({
    ...where,
    gitRepoName: "acme/shop",
    branchName: "new-prices",
    commitHash: "5f2c9e1b7a",
    timestamp: 1763900000,
  });
  await deployment.addLocation({
    ...where,
    deployment: deploymentName,
    locationName: "prices",
    image: "registry.example.com/prices:1",
    moduleName: "prices",
    commitHash: "5f2c9e1b7a",
    locationLoadTimeout: 0,
  });
  return deploymentName;
}
