using System.Text.Json;
using AiProxy.Aws.Clients.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>Which execution to start.</summary>
public class StartSyncExecutionRequest : AmazonStepFunctionsRequest
{
    /// <summary>The ARN of the state machine, or of a version or alias of it. Required.</summary>
    public string? StateMachineArn { get; set; }

    /// <summary>The execution's name, 80 characters at most; made by the service when left out.</summary>
    public string? Name { get; set; }

    /// <summary>The execution's input, JSON text of 262,144 bytes at most; <c>{}</c> by default.</summary>
    public string? Input { get; set; }

    /// <summary>The X-Ray trace header.</summary>
    public string? TraceHeader { get; set; }

    /// <summary>Whether the answer has input and output, or where the definition's key protects them, only what describes them.</summary>
    public IncludedData? IncludedData { get; set; }

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteIfSet("includedData", IncludedData?.Value);
        json.WriteIfSet("input", Input);
        json.WriteIfSet("name", Name);
        json.WriteIfSet("stateMachineArn", StateMachineArn);
        json.WriteIfSet("traceHeader", TraceHeader);
    }
}
