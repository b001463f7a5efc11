//! Reads the runner's description of itself, and names the files in which it takes answers
//! (<https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#environment-files>).

use super::order::Run;
use crate::change::{Change, Field};
use crate::host::{Host, Variables};
use crate::output::Output;

/// The variables that are read, besides those of the change.
pub const VARIABLES: [&str; 13] = [
    "GITHUB_ACTOR",
    "GITHUB_OUTPUT",
    "GITHUB_STEP_SUMMARY",
    "GITHUB_STATE",
    SAVED_DEPLOYMENT,
    "GITHUB_EVENT_NAME",
    "GITHUB_SERVER_URL",
    "GITHUB_REPOSITORY",
    "GITHUB_RUN_ID",
    "GITHUB_RUN_NUMBER",
    "GITHUB_RUN_ATTEMPT",
    "GITHUB_WORKFLOW",
    "GITHUB_WORKFLOW_REF",
];

/// The number of the GitHub deployment that has begun and not ended, for the end of a job that was cancelled.
const SAVED_DEPLOYMENT: &str = "STATE_deployment";

/// The runner of this step.
pub struct Runner<'a> {
    env: &'a Variables,
}

impl<'a> Runner<'a> {
    /// The runner that set these variables.
    pub fn new(env: &'a Variables) -> Self {
        Self { env }
    }

    fn get(&self, name: &str) -> Option<&'a str> {
        self.env.get(name).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// The name of the event.
    pub fn event(&self) -> &'a str {
        self.get("GITHUB_EVENT_NAME").unwrap_or_default()
    }

    /// The account on whose behalf the workflow runs.
    pub fn actor(&self) -> &'a str {
        self.get("GITHUB_ACTOR").unwrap_or_default()
    }

    /// The repository whose workflow runs.
    pub fn repository(&self) -> Option<&'a str> {
        self.get("GITHUB_REPOSITORY")
    }

    /// The page of this run.
    pub fn page(&self) -> Option<String> {
        let server = self.get("GITHUB_SERVER_URL")?.trim_end_matches('/');
        let (repository, id) = self.repository().zip(self.get("GITHUB_RUN_ID"))?;
        let attempt = self.get("GITHUB_RUN_ATTEMPT").map(|number| format!("/attempts/{number}"));
        Some(format!("{server}/{repository}/actions/runs/{id}{}", attempt.unwrap_or_default()))
    }

    /// This run among others. One that follows the run of another workflow has its place among those that do: they
    /// begin in the order in which the others end, so their own numbers say nothing.
    pub(super) fn run(&self, change: &Change) -> Run {
        let number = |name| self.get(name).and_then(|text| text.parse().ok()).unwrap_or_default();
        // owner/name/.github/workflows/ci.yml@refs/heads/main
        let path = self.get("GITHUB_WORKFLOW_REF").and_then(|text| text.split('@').next());
        let workflow = path.or(self.get("GITHUB_WORKFLOW")).unwrap_or_default();
        let attempt: u64 = number("GITHUB_RUN_ATTEMPT");
        let commit = change.text(Field::CommitHash).unwrap_or_default().to_owned();
        match &change.follows {
            Some(one) => Run {
                workflow: format!("{workflow} after {}", one.workflow),
                number: one.number,
                attempt: attempt.max(one.attempt),
                commit,
            },
            None => {
                let number = number("GITHUB_RUN_NUMBER");
                Run { workflow: workflow.to_owned(), number, attempt, commit }
            }
        }
    }

    /// Writes the step's outputs.
    pub async fn write_outputs<H: Host>(
        &self,
        host: &H,
        output: &Output<'_, H>,
        outputs: &[(&str, String)],
    ) {
        let lines: Vec<_> =
            outputs.iter().map(|(name, value)| assignment(name, value)).collect::<Vec<_>>();
        self.append(host, output, "GITHUB_OUTPUT", &lines.concat()).await;
    }

    /// Adds to the job summary.
    pub async fn write_summary<H: Host>(&self, host: &H, output: &Output<'_, H>, markdown: &str) {
        self.append(host, output, "GITHUB_STEP_SUMMARY", markdown).await;
    }

    /// Remembers the GitHub deployment that has begun, or that it has ended, where the runner takes that.
    pub(super) async fn save_deployment<H: Host>(
        &self,
        host: &H,
        output: &Output<'_, H>,
        id: Option<i64>,
    ) {
        if self.get("GITHUB_STATE").is_some() {
            let id = id.map(|id| id.to_string()).unwrap_or_default();
            self.append(host, output, "GITHUB_STATE", &assignment("deployment", &id)).await;
        }
    }

    /// The GitHub deployment that a cancelled step has left.
    pub(super) fn left_deployment(&self) -> Option<i64> {
        self.get(SAVED_DEPLOYMENT)?.parse().ok()
    }

    async fn append<H: Host>(&self, host: &H, output: &Output<'_, H>, variable: &str, text: &str) {
        let problem = match self.get(variable) {
            None => "it is not set".to_owned(),
            Some(path) => match host.append_file(path, text).await {
                Ok(()) => return,
                Err(fault) => fault.message,
            },
        };
        output.warn(&format!("the file of {variable} was not written: {problem}"));
    }
}

/// A value in the runner's own form, out of which it cannot break: the line that ends it is none of its lines.
fn assignment(name: &str, value: &str) -> String {
    let rivals = value.split(['\n', '\r']).filter(|line| line.starts_with("END"));
    let end = format!("END{}", "_".repeat(rivals.map(str::len).max().unwrap_or_default()));
    format!("{name}<<{end}\n{value}\n{end}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::Followed;

    #[test]
    fn a_value_cannot_break_out_of_its_assignment() {
        assert_eq!(assignment("a", "1"), "a<<END\n1\nEND\n");
        assert_eq!(assignment("a", "x\nEND\nb=evil"), "a<<END___\nx\nEND\nb=evil\nEND___\n");
        assert_eq!(assignment("a", "END_"), "a<<END____\nEND_\nEND____\n");
    }

    #[test]
    fn the_page_of_a_run_names_its_attempt() {
        let env = [
            ("GITHUB_SERVER_URL", "https://github.com/"),
            ("GITHUB_REPOSITORY", "acme/shop"),
            ("GITHUB_RUN_ID", "5"),
            ("GITHUB_RUN_ATTEMPT", "2"),
            ("GITHUB_RUN_NUMBER", "7"),
            ("GITHUB_WORKFLOW_REF", "acme/shop/.github/workflows/ci.yml@refs/heads/main"),
        ];
        let env =
            env.map(|(name, value)| (name.to_owned(), value.to_owned())).into_iter().collect();
        let runner = Runner::new(&env);
        let page = runner.page();
        assert_eq!(page.as_deref(), Some("https://github.com/acme/shop/actions/runs/5/attempts/2"));
        let run = runner.run(&Change::default());
        assert_eq!((run.number, run.attempt), (7, 2));
        assert_eq!(run.workflow, "acme/shop/.github/workflows/ci.yml");
        let follows = Followed { workflow: "b.yml".to_owned(), number: 3, ..Followed::default() };
        let mut change = Change::default();
        change.follows = Some(follows);
        let run = runner.run(&change);
        assert_eq!((run.number, run.attempt), (3, 2));
        assert_eq!(run.workflow, "acme/shop/.github/workflows/ci.yml after b.yml");
    }
}
