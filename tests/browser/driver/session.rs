//! A WebDriver session and the process of its driver.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

/// One session, ended with its driver's process.
pub struct Session {
    driver: Child,
    agent: ureq::Agent,
    base: String,
}

impl Session {
    /// Starts a driver on a free port and a session in it.
    pub fn start(program: &str, arguments: &[&str], capabilities: &Value) -> Result<Self, String> {
        let port = free_port()?;
        let driver = Command::new(program)
            .args(arguments)
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{program}: {error}"))?;
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .proxy(None)
            .timeout_global(Some(Duration::from_secs(90)))
            .build()
            .new_agent();
        let mut session = Self { driver, agent, base: format!("http://127.0.0.1:{port}") };
        super::until("the driver", || {
            session.call("GET", "status", None).map(|status| status["ready"].as_bool().filter(|ready| *ready))
        })?;
        let body = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let made = session.call("POST", "session", Some(&body))?;
        let id = made["sessionId"].as_str().ok_or("the driver made no session")?;
        session.base = format!("{}/session/{id}", session.base);
        Ok(session)
    }

    pub fn get(&self, path: &str) -> Result<Value, String> {
        self.call("GET", path, None)
    }

    pub fn post(&self, path: &str, body: &Value) -> Result<Value, String> {
        self.call("POST", path, Some(body))
    }

    pub fn delete(&self, path: &str) -> Result<Value, String> {
        self.call("DELETE", path, None)
    }

    /// A command of Chromium's own protocol.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Result<Value, String> {
        self.post("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, String> {
        let url = format!("{}/{path}", self.base);
        let sent = match body {
            Some(body) => self.agent.post(&url).send_json(body),
            None if method == "DELETE" => self.agent.delete(&url).call(),
            None => self.agent.get(&url).call(),
        };
        let mut response = sent.map_err(|error| format!("{path}: {error}"))?;
        let failed = response.status().as_u16() >= 400;
        let answer: Value = response
            .body_mut()
            .with_config()
            .limit(200_000_000)
            .read_json()
            .map_err(|error| format!("{path}: {error}"))?;
        let value = answer["value"].clone();
        if failed {
            return Err(format!(
                "{path}: {}: {}",
                value["error"].as_str().unwrap_or_default(),
                value["message"].as_str().unwrap_or_default()
            ));
        }
        Ok(value)
    }

    /// Closes the browser and stops the driver.
    pub fn end(&mut self) {
        let _ = self.agent.delete(&self.base).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(|error| error.to_string())?;
    Ok(listener.local_addr().map_err(|error| error.to_string())?.port())
}
