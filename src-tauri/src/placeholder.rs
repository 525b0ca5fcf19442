//! Stands in for the engine until it is there.
use headroom_core::error::AppError;
use serde_json::Value;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
pub struct Engine;
#[derive(Clone)]
pub struct Edge;
impl Edge {
    pub fn system(_: Option<chrono::NaiveDate>) -> Edge {
        Edge
    }
}
type Progress = Box<dyn Fn(u64, u64, &str) + Send + Sync>;
#[allow(dead_code)]
pub struct JobContext {
    progress: Progress,
    cancel: Arc<AtomicBool>,
}
impl JobContext {
    pub fn new(progress: impl Fn(u64, u64, &str) + Send + Sync + 'static, cancel: Arc<AtomicBool>) -> Self {
        JobContext { progress: Box::new(progress), cancel }
    }
}
impl Engine {
    pub fn open(_: &Path, _: Edge) -> Result<Engine, AppError> {
        Ok(Engine)
    }
    pub fn create(_: &Path, _: &str, _: &str, _: Edge) -> Result<Engine, AppError> {
        Ok(Engine)
    }
    pub fn sample(_: &Path, _: Edge) -> Result<Engine, AppError> {
        Ok(Engine)
    }
    pub fn call(&self, _: &str, _: Value) -> Result<Value, AppError> {
        Ok(Value::Null)
    }
    pub fn run_job(&self, _: &str, _: Value, _: &JobContext) -> Result<Value, AppError> {
        Ok(Value::Null)
    }
}
