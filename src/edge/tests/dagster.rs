//! A Dagster+ that is played: it has branch deployments and what they run, and may execute what it never answers.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::world::text;

/// A fault of a mutation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Trouble {
    /// It is executed, and answered with 502.
    LostAnswer,
    /// It is not executed, and answered with 502.
    LostRequest,
    /// It is executed, and the server is killed before it is answered.
    KilledAfter,
    /// The server is killed before it is executed.
    KilledBefore,
}

impl Trouble {
    pub(super) const ALL: [Self; 4] =
        [Self::LostAnswer, Self::LostRequest, Self::KilledAfter, Self::KilledBefore];

    /// Whether Dagster+ executes the mutation.
    pub(super) fn executes(self) -> bool {
        matches!(self, Self::LostAnswer | Self::KilledAfter)
    }

    /// Whether the server does not live to see an answer.
    pub(super) fn kills(self) -> bool {
        matches!(self, Self::KilledAfter | Self::KilledBefore)
    }
}

#[derive(Default)]
pub(super) struct Dagster {
    /// By their names.
    deployments: RefCell<BTreeMap<String, Value>>,
    /// The fault, and the mutation that has it.
    pub(super) trouble: Cell<Option<(Trouble, &'static str)>>,
}

fn name_of(branch: &Value) -> String {
    format!("d-{}", text(branch, "branchName"))
}

impl Dagster {
    /// Returns the fault of a request.
    pub(super) fn trouble_with(&self, query: &str) -> Option<Trouble> {
        let (trouble, mutation) = self.trouble.get()?;
        query.contains(&format!("{mutation}(")).then_some(trouble)
    }

    /// The status of the branch's pull request; nothing if there is no branch deployment.
    pub(super) fn status(&self, branch: &str) -> Option<String> {
        let deployments = self.deployments.borrow();
        let deployment = deployments.get(&format!("d-{branch}"))?;
        Some(text(&deployment["branchData"], "pullRequestStatus"))
    }

    /// The image that the branch deployment runs in the only location.
    pub(super) fn image(&self, branch: &str) -> Option<String> {
        let deployments = self.deployments.borrow();
        let image = &deployments.get(&format!("d-{branch}"))?["locations"][0]["image"];
        image.as_str().map(str::to_owned)
    }

    /// There is a branch deployment that another server has created.
    pub(super) fn has(&self, branch: &str) {
        let commit = json!({ "commitHash": "a1".repeat(20), "timestamp": 1.0 });
        let data = json!({ "branchName": branch, "pullRequestStatus": "OPEN" });
        self.create_or_update(&json!({ "branchData": data, "commit": commit }));
    }

    /// Answers a query or executes a mutation.
    pub(super) fn execute(&self, url: &str, query: &str, variables: &Value) -> Value {
        let is = |field: &str| query.contains(&format!("{field}("));
        if is("createOrUpdateBranchDeployment") {
            let name = self.create_or_update(variables);
            json!({ "createOrUpdateBranchDeployment": {
                "__typename": "DagsterCloudDeployment", "deploymentId": 5, "deploymentName": name } })
        } else if is("getBranchDeploymentName") {
            json!({ "getBranchDeploymentName": name_of(variables) })
        } else if is("deploymentByName") {
            let deployments = self.deployments.borrow();
            let found = deployments.get(&text(variables, "deploymentName"));
            let none =
                json!({ "__typename": "DeploymentNotFoundError", "message": "no such deployment" });
            json!({ "deploymentByName": found.map_or(none, shown) })
        } else if is("deleteDeployment") {
            self.deployments
                .borrow_mut()
                .retain(|name, _| id_of(name) != variables["deploymentId"]);
            json!({ "deleteDeployment": { "__typename": "DagsterCloudDeployment" } })
        } else if is("deployLocations") {
            let name = url.rsplit('/').nth(1).unwrap_or_default();
            let mut deployments = self.deployments.borrow_mut();
            let deployment = deployments.get_mut(name).expect("it was created before");
            deployment["locations"] = variables["document"]["locations"].clone();
            let locations = json!([{ "locationName": "etl" }]);
            json!({ "deployLocations": { "__typename": "DeployLocationsSuccess", "locations": locations } })
        } else if query.contains("agents") {
            json!({ "agents": [{ "status": "RUNNING", "errors": [] }] })
        } else {
            json!({
                "workspaceLocationEntryOrError": { "__typename": "WorkspaceLocationEntry", "versionKey": "v2" },
                "workspaceOrError": { "__typename": "Workspace", "locationEntries": [{
                    "__typename": "WorkspaceLocationEntry", "name": "etl", "loadStatus": "LOADED", "versionKey": "v3",
                    "locationOrLoadError": { "__typename": "RepositoryLocation" } }] },
            })
        }
    }

    fn create_or_update(&self, variables: &Value) -> String {
        let name = name_of(&variables["branchData"]);
        let mut deployments = self.deployments.borrow_mut();
        let deployment = deployments.entry(name.clone()).or_insert(json!({ "locations": [] }));
        deployment["name"] = json!(name);
        for part in ["branchData", "commit"] {
            deployment[part] = variables[part].clone();
        }
        name
    }
}

fn id_of(name: &str) -> Value {
    json!(name.bytes().fold(1, |id, byte| id * 31 % 65_521 + i64::from(byte)))
}

fn shown(deployment: &Value) -> Value {
    let name = text(deployment, "name");
    json!({
        "__typename": "DagsterCloudDeployment",
        "deploymentName": name,
        "deploymentId": id_of(&name),
        "deploymentType": "BRANCH",
        "branchDeploymentGitMetadata": deployment["branchData"],
        "latestCommit": deployment["commit"],
    })
}
