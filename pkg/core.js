import { DeployError } from "./errors.js";
import { Instance } from "./instance.js";
function createCore(instantiate, readModule, readText = async () => "") {
  let module;
  let current;
  const instance = () => {
    if (!current || current.trapped) current = new Instance(instantiate, module ??= readModule(), readText);
    return current;
  };
  const read = (names) => instance().read(names);
  const enter = async (start, host, signal) => instance().enter(start, host, signal);
  return {
    /**
     * Returns the names of the environment variables to put into the job of a command line.
     * @param {string[]} argv
     */
    variables: (argv) => read((core) => core.variables(argv)),
    /**
     * Returns the names of the variables to put into the job of a library call.
     * @param {string} command
     * @param {boolean} readsCiState
     */
    callVariables: (command, readsCiState) => read((core) => core.call_variables(command, readsCiState)),
    /** Returns the names of the variables to put into the job of the Action. */
    actionVariables: () => read((core) => core.action_variables()),
    /**
     * Runs a command line; resolves to the exit status.
     * @param {Job} job
     * @param {CommandHost} host
     */
    run: (job, host) => enter((core, guarded) => core.run(job, guarded), host),
    /**
     * Runs the GitHub Action, or with `isPost` its end in a job that was cancelled; resolves to the exit status.
     * @param {Job} job
     * @param {Host} host
     * @param {boolean} isPost
     */
    action: (job, host, isPost) => enter((core, guarded) => core.action(job, guarded, isPost), host),
    /**
     * Runs one command for a library. When `signal` fires, the call rejects with its reason and nothing more is sent.
     * @param {string} command
     * @param {object} options
     * @param {Job} job
     * @param {Host} host
     * @param {AbortSignal} [signal]
     */
    call: (command, options, job, host, signal) => enter((core, guarded) => core.call(command, options, job, guarded), host, signal).catch(
      (error) => Promise.reject(error?.name === "DeployError" ? new DeployError(error) : error)
    ),
    /**
     * Answers an HTTP request.
     * @param {Request} request
     * @param {HandlerHost} host
     */
    answer: (request, host) => enter((core, guarded) => core.answer(request, guarded), host),
    /**
     * Hands a message to an object, before this returns; resolves to the object's answer.
     * @param {string} object
     * @param {string} message
     * @param {ObjectHost} host
     */
    receive: (object, message, host) => enter((core, guarded) => core.receive(object, message, guarded), host),
    /**
     * Runs the alarm of an object.
     * @param {string} object
     * @param {ObjectHost} host
     */
    alarm: (object, host) => enter((core, guarded) => core.alarm(object, guarded), host)
  };
}
export {
  createCore
};
