using System.Text.Json.Serialization;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Plans;
using AiProxy.Contracts.Requests;

namespace AiProxy.Contracts;

/// <summary>Source-generated JSON for everything that travels between states: camelCase, nulls left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkflowInput))]
[JsonSerializable(typeof(ValidatedRequest))]
[JsonSerializable(typeof(WavePlan))]
[JsonSerializable(typeof(CallInput))]
[JsonSerializable(typeof(CallResult))]
[JsonSerializable(typeof(MergeInput))]
[JsonSerializable(typeof(ChatAnswer))]
[JsonSerializable(typeof(HttpAnswer))]
[JsonSerializable(typeof(Plan))]
public sealed partial class ContractsJsonContext : JsonSerializerContext;
