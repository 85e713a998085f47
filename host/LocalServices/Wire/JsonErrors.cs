using System.Text.Json;

namespace AiProxy.LocalServices.Wire;

/// <summary>The body of a JSON service's error.</summary>
internal static class JsonErrors
{
    private const string DynamoDbNamespace = "com.amazonaws.dynamodb.v20120810#";
    private const string CoralNamespace = "com.amazon.coral.validate#";

    /// <param name="error">What went wrong.</param>
    /// <param name="isDynamoDb">DynamoDB puts a namespace before the code.</param>
    public static byte[] Write(ServiceException error, bool isDynamoDb)
    {
        string prefix = !isDynamoDb ? "" : error.Code == "ValidationException" ? CoralNamespace : DynamoDbNamespace;
        return JsonText.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("__type", prefix + error.Code);
            writer.WriteString("message", error.Message);
            if (error.Members is { } members)
            {
                using JsonDocument more = JsonDocument.Parse(members);
                foreach (JsonProperty member in more.RootElement.EnumerateObject())
                {
                    member.WriteTo(writer);
                }
            }
            writer.WriteEndObject();
        });
    }
}
