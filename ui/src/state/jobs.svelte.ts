// Long work: what runs, how far it is, and the promise of its result.
import { cancelJob, CallError, jobError, onJob, startJob, type JobEvent } from "../host";

export interface Job {
  id: string;
  label: string;
  done: number;
  total: number;
  message: string;
  started: number;
  cancelling: boolean;
}

interface Waiter {
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

let jobs = $state.raw<Job[]>([]);
const waiters = new Map<string, Waiter>();
const early = new Map<string, JobEvent>();

/** The jobs under way. */
export function runningJobs(): Job[] {
  return jobs;
}

/** Starts the one listener; call once. */
export function listenForJobs(): void {
  onJob(receive);
}

function receive(event: JobEvent): void {
  const waiter = waiters.get(event.id);
  if (!waiter) {
    early.set(event.id, event);
    return;
  }
  if (event.state === "running") {
    jobs = jobs.map((job) => (job.id === event.id ? { ...job, done: event.done, total: event.total, message: event.message } : job));
    return;
  }
  jobs = jobs.filter((job) => job.id !== event.id);
  waiters.delete(event.id);
  if (event.state === "done") waiter.resolve(event.result);
  else if (event.state === "cancelled") waiter.reject(new CallError("cancelled", "Stopped; nothing was changed.", "", null));
  else waiter.reject(jobError(event));
}

/** Runs a job and shows it in the tray; the result comes when it is done. */
export async function runJob<T>(name: string, request: unknown, label: string): Promise<T> {
  const id = await startJob(name, request);
  const result = new Promise<unknown>((resolve, reject) => waiters.set(id, { resolve, reject }));
  jobs = [...jobs, { id, label, done: 0, total: 0, message: "", started: Date.now(), cancelling: false }];
  const event = early.get(id);
  if (event) {
    early.delete(id);
    receive(event);
  }
  return (await result) as T;
}

/** Asks a job to stop. */
export async function stopJob(id: string): Promise<void> {
  jobs = jobs.map((job) => (job.id === id ? { ...job, cancelling: true } : job));
  await cancelJob(id);
}
