using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiProxy.Fuzz.Tests;

[JsonSerializable(typeof(JsonElement))]
internal sealed partial class Context : JsonSerializerContext;
