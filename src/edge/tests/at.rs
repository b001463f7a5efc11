//! The host that is played, as the router or an object sees it; what there is is in `world.rs`.

use std::rc::Rc;

use serde_json::{Value, json};

use super::dagster::Trouble;
use super::world::{World, text};
use crate::edge::actors;
use crate::edge::host::{EdgeHost, Memory};
use crate::host::{Fault, GitReply, Host, Reply, Request, Serving, Stream};
use crate::policy::Policy;
use crate::testkit;

fn answered(data: &Value) -> Reply {
    let body = json!({ "data": data }).to_string().into_bytes();
    Reply { status: 200, body, ..Reply::default() }
}

/// The host, as the router or an object sees it.
pub(super) struct At<'w> {
    pub(super) world: &'w World,
    pub(super) object: &'w str,
    pub(super) body: &'w [u8],
}

impl Host for At<'_> {
    async fn fetch(&self, request: &Request) -> Result<Reply, Fault> {
        if let Some(reply) = &*self.world.echo.borrow() {
            return Ok(reply.clone());
        }
        let query_body: Value =
            serde_json::from_str(request.body.as_deref().unwrap_or_default()).expect("JSON");
        let query = text(&query_body, "query");
        self.world.requests.borrow_mut().push(query_body);
        let variables =
            self.world.requests.borrow().last().expect("a request")["variables"].clone();
        if self.world.refuses.get() {
            self.world.requests.borrow_mut().pop();
            return Ok(answered(&json!({ "createOrUpdateBranchDeployment": {
                "__typename": "PythonError", "message": "no api-token-1234 here", "stack": [] } })));
        }
        let dagster = &self.world.dagster;
        let trouble = dagster.trouble_with(&query);
        if trouble.is_none_or(Trouble::executes) {
            let data = dagster.execute(&request.url, &query, &variables);
            if trouble.is_none() {
                return Ok(answered(&data));
            }
        }
        if trouble.is_some_and(Trouble::kills) {
            std::future::pending::<()>().await;
        }
        Ok(Reply { status: 502, ..Reply::default() })
    }

    async fn sleep(&self, milliseconds: u32) {
        self.world.clock.set(self.world.clock.get() + i64::from(milliseconds));
    }

    fn now(&self) -> f64 {
        self.world.clock.get() as f64
    }

    fn random(&self) -> f64 {
        0.5
    }

    async fn read_file(&self, path: &str, _: u32) -> Result<Vec<u8>, Fault> {
        Err(Fault { code: "ENOENT".to_owned(), message: format!("no file {path}") })
    }

    async fn append_file(&self, _: &str, _: &str) -> Result<(), Fault> {
        unreachable!("no file is written")
    }

    async fn run_git(&self, _: &[&str]) -> Result<GitReply, Fault> {
        unreachable!("there is no git")
    }

    async fn hmac_sha256(&self, key: &[u8], message: &[u8]) -> Result<Vec<u8>, Fault> {
        Ok(testkit::hmac_sha256(key, message))
    }

    async fn verify_rs256(&self, _: &str, _: &[u8], _: &[u8]) -> Result<bool, Fault> {
        Ok(false)
    }

    async fn serve(&self, _: &Serving) -> Result<(), Fault> {
        unreachable!("it is served")
    }

    async fn own_text(&self, _: &str) -> String {
        unreachable!("it says nothing")
    }

    fn print(&self, _: Stream, _: &str) {}
}

impl EdgeHost for At<'_> {
    fn policy(&self) -> Rc<Result<Policy, Vec<String>>> {
        self.world.policy.clone()
    }

    fn memory(&self) -> Rc<Memory> {
        self.world.memory.clone()
    }

    fn variable(&self, name: &str) -> Option<String> {
        self.world.variables.borrow().get(name).cloned()
    }

    fn runtime(&self) -> String {
        "played".to_owned()
    }

    async fn read_body(&self, max_bytes: u32, _: u32) -> Result<Vec<u8>, Fault> {
        match self.body.len() > max_bytes as usize {
            true => Err(Fault {
                code: "ERR_BODY_TOO_LARGE".to_owned(),
                message: "it is too large".to_owned(),
            }),
            false => Ok(self.body.to_vec()),
        }
    }

    async fn send(&self, object: &str, message: &str) -> Result<String, Fault> {
        if self.object == "directory" && self.world.crashes.replace(false) {
            self.post(self.object, r#"{"kind": "note", "count": "ignored"}"#);
            std::future::pending::<()>().await;
        }
        if self.world.stalls.get() {
            std::future::pending::<()>().await;
        }
        if self.world.is_deaf.get() && object == "directory" {
            return Err(Fault { code: "ERR_OBJECT".to_owned(), message: "overloaded".to_owned() });
        }
        actors::receive(&At { world: self.world, object, body: b"" }, object, message)
    }

    fn post(&self, object: &str, message: &str) {
        // What is posted may be lost.
        let _ = actors::receive(
            &At { world: self.world, object, body: b"" },
            object,
            &format!("[{message}]"),
        );
    }

    fn load(&self, key: &str) -> Option<String> {
        self.world.objects.borrow().get(self.object)?.rows.get(key).cloned()
    }

    fn list(&self, prefix: &str) -> Vec<(String, String)> {
        let objects = self.world.objects.borrow();
        let rows = objects.get(self.object).into_iter().flat_map(|object| &object.rows);
        let rows = rows.filter(|(key, _)| key.starts_with(prefix));
        rows.map(|(key, text)| (key.clone(), text.clone())).collect()
    }

    fn save(&self, rows: &[(String, Option<String>)], alarm: Option<i64>) -> Result<(), Fault> {
        if self.world.fails_to_save.get() {
            return Err(Fault {
                code: "ENOSPC".to_owned(),
                message: "the disk is full".to_owned(),
            });
        }
        let mut objects = self.world.objects.borrow_mut();
        let object = objects.entry(self.object.to_owned()).or_default();
        for (key, text) in rows {
            object.rows.remove(key);
            object.rows.extend(text.clone().map(|text| (key.clone(), text)));
        }
        object.alarm = alarm;
        Ok(())
    }

    fn log(&self, line: &str) {
        let mut lines = self.world.lines.borrow_mut();
        lines.push_str(line);
        lines.push('\n');
    }
}
