using System.Text.Json;

namespace AiProxy.Aws.Clients.Runtime;

/// <summary>Finds code and message in the JSON of an error; what stands before a service may answer something else.</summary>
internal static class JsonError
{
    public static (string? Code, string? Message) Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                ? (root.Text("__type") ?? root.Text("code"), root.Text("message") ?? root.Text("Message") ?? root.Text("errorMessage"))
                : (null, null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (null, null);
        }
    }
}
