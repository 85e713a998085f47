using System.Text.Json.Serialization;
using AiProxy.Contracts;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Calls;

namespace AiProxy.Merge;

/// <summary>
/// The JSON of what this function reads and writes, written as <see cref="ContractsJsonContext"/> writes it. A context of its own, because one
/// brings the contracts of every type that it names into the program: a little of its size and of its start (docs/performance.md).
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MergeInput))]
[JsonSerializable(typeof(HttpAnswer))]
[JsonSerializable(typeof(CallResult))]
[JsonSerializable(typeof(ChatAnswer))]
internal sealed partial class MergeJsonContext : JsonSerializerContext;
