using System.Buffers;
using System.Text.Json;
using AiProxy.Contracts;
using AiProxy.Contracts.Requests;
using AiProxy.Gateway.Workflows;
using AiProxy.Host.Projects;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage;

namespace AiProxy.Host.Workflows;

/// <summary>Runs workflows on the engine in this process, as StartSyncExecution would on AWS.</summary>
internal sealed class EmbeddedWorkflowRunner(LiveProject project, ExecutionEngine engine) : IWorkflowRunner
{
    public async Task<WorkflowOutcome> RunAsync(string workflow, WorkflowInput input, TimeSpan timeLeft, CancellationToken cancellationToken)
    {
        StateMachine machine = project.Snapshot.Workflows.Find(workflow)
            ?? throw new InvalidOperationException($"No workflow is called '{workflow}', though a route names it.");
        Value value = Value.Parse(JsonSerializer.SerializeToUtf8Bytes(input, ContractsJsonContext.Default.WorkflowInput));
        ExecutionResult result = await engine.ExecuteAsync(machine, value, new ExecutionRequest { Name = input.RequestId }, cancellationToken);
        return result.Status switch
        {
            ExecutionStatus.Succeeded => new WorkflowOutcome(WorkflowStatus.Succeeded, ToJson(result.Output)),
            ExecutionStatus.TimedOut => new WorkflowOutcome(WorkflowStatus.TimedOut, default, result.Error, result.Cause),
            _ => new WorkflowOutcome(WorkflowStatus.Failed, default, result.Error, result.Cause),
        };
    }

    private static ReadOnlyMemory<byte> ToJson(Value value)
    {
        var buffer = new ArrayBufferWriter<byte>(Math.Max(256, value.Utf8Size));
        value.WriteTo(buffer);
        return buffer.WrittenMemory;
    }
}
