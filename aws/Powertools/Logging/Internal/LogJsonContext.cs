using System.Text.Json;
using System.Text.Json.Serialization;

namespace AWS.Lambda.Powertools.Logging.Internal;

[JsonSerializable(typeof(JsonElement))]
internal sealed partial class LogJsonContext : JsonSerializerContext;
