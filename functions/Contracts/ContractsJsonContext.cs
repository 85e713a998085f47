using System.Text.Json.Serialization;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Plans;
using AiProxy.Contracts.Requests;

namespace AiProxy.Contracts;

/// <summary>
/// Source-generated JSON for everything that travels between states: camelCase, nulls left out. The records spell each name out as well
/// (<see cref="JsonPropertyNameAttribute"/>), because Lambda's serializer and Powertools make this context again with options of their own, and
/// would otherwise write the names as declared. Defaults are in the getters, because generated code sets every <c>init</c> member, also to the
/// type's own default where the JSON leaves it out.
/// </summary>
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
