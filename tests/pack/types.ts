// What a user's TypeScript sees of the package: this must compile, and each @ts-expect-error line must not.
import { DeployError, branchDeployment, deployment } from "dagster-deploy";
import { webhook } from "dagster-deploy/webhook";

const result = await branchDeployment.createOrUpdate({
  organization: "acme",
  apiToken: "token",
  gitRepoName: "acme/shop",
  branchName: "new-prices",
  commitHash: "5f2c9e1b7a",
  timestamp: 1763900000,
});
export const name: string = result.deploymentName;

// @ts-expect-error a branch deployment belongs to a repository and a branch
await branchDeployment.createOrUpdate({ organization: "acme", apiToken: "token" });

// @ts-expect-error misspelt
await deployment.addLocations({});

const { action, change } = await webhook.explain({ provider: "github", body: "body.json" });
export const branch: string | null | undefined = action === "update" ? change?.branchName : null;

// @ts-expect-error nobody of that name sends webhooks
await webhook.explain({ provider: "git", body: "body.json" });

export const code = (error: unknown): string | undefined => (error instanceof DeployError ? error.code : undefined);
