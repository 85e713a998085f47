using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AiProxy.LocalServices.Wire;

namespace AiProxy.LocalServices.Secrets;

/// <summary>Secrets Manager's GetSecretValue.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html"/></remarks>
internal sealed class SecretsManagerService(ISecretStore store)
{
    private const string Current = "AWSCURRENT";
    private const string ArnPrefix = "arn:aws:secretsmanager:us-east-1:000000000000:secret:";
    private const int MaxIdLength = 2048;

    public byte[] Answer(string operation, JsonElement request)
    {
        if (operation != "GetSecretValue")
        {
            throw new ServiceException(400, "UnknownOperationException", $"Not here: {operation}. Local secrets can be read one by one (GetSecretValue).");
        }
        string id = Text(request, "SecretId") ?? "";
        if (id.Length is 0 or > MaxIdLength)
        {
            throw new ServiceException(400, "ValidationException", $"SecretId must have 1 to {MaxIdLength} characters.");
        }
        if (Text(request, "VersionStage") is { } stage && stage != Current)
        {
            throw NotFound($"Secrets Manager can't find the specified secret value for staging label: {stage}");
        }
        string name = id.StartsWith(ArnPrefix, StringComparison.Ordinal) ? id[ArnPrefix.Length..] : id;
        string text = store.Find(name) ?? throw NotFound("Secrets Manager can't find the specified secret.");
        string version = VersionOf(name, text);
        if (Text(request, "VersionId") is { } wanted && wanted != version)
        {
            throw NotFound($"Secrets Manager can't find the specified secret value for VersionId: {wanted}");
        }
        return JsonText.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("ARN", ArnPrefix + name);
            writer.WriteString("Name", name);
            writer.WriteString("VersionId", version);
            writer.WriteString("SecretString", text);
            writer.WriteStartArray("VersionStages");
            writer.WriteStringValue(Current);
            writer.WriteEndArray();
            writer.WriteNumber("CreatedDate", 0);
            writer.WriteEndObject();
        });
    }

    // The same text is the same version; it says nothing of the text.
    private static string VersionOf(string name, string text) =>
        new Guid(HMACSHA256.HashData(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString();

    private static string? Text(JsonElement request, string name) =>
        !request.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw new ServiceException(400, "SerializationException", $"{name} must be a string.");

    private static ServiceException NotFound(string message) => new(400, "ResourceNotFoundException", message);
}
