using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AiProxy.Conformance.Tests.Asl;

[JsonSerializable(typeof(JsonObject))]
internal sealed partial class JsonContext : JsonSerializerContext;
