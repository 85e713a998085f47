using System.Text.Json.Serialization;
using AiProxy.Contracts.Requests;
using AiProxy.Validate.Configuration;

namespace AiProxy.Validate;

/// <summary>Source-generated JSON for what the assembly's two functions take and answer, and for nothing else: it all becomes code.</summary>
[JsonSerializable(typeof(WorkflowInput))]
[JsonSerializable(typeof(ValidatedRequest))]
[JsonSerializable(typeof(ConfigurationCandidate))]
internal sealed partial class ValidateJsonContext : JsonSerializerContext;
