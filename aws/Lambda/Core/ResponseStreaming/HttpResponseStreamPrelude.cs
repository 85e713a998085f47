using System.Buffers;
using System.Net;
using System.Runtime.Versioning;
using System.Text.Json;

namespace Amazon.Lambda.Core.ResponseStreaming;

/// <summary>
/// Status, headers and cookies of a streamed HTTP response; they travel before the body's first byte. See
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html">response streaming</see>.
/// </summary>
[RequiresPreviewFeatures(LambdaResponseStreamFactory.PreviewMessage)]
public class HttpResponseStreamPrelude
{
    /// <summary>The HTTP status; API Gateway takes null for 200.</summary>
    public HttpStatusCode? StatusCode { get; set; }

    /// <summary>The headers, one value each.</summary>
    public IDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();

    /// <summary>The headers that have several values, for API Gateway's REST APIs.</summary>
    public IDictionary<string, IList<string>> MultiValueHeaders { get; set; } = new Dictionary<string, IList<string>>();

    /// <summary>The cookies, for function URLs.</summary>
    public IList<string> Cookies { get; set; } = [];

    /// <summary>One JSON object, without what is empty.</summary>
    internal byte[] ToByteArray()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (StatusCode is { } status)
                json.WriteNumber("statusCode", (int)status);
            if (Headers is { Count: > 0 })
            {
                json.WriteStartObject("headers");
                foreach (var (name, value) in Headers)
                    json.WriteString(name, value);
                json.WriteEndObject();
            }

            if (MultiValueHeaders is { Count: > 0 })
            {
                json.WriteStartObject("multiValueHeaders");
                foreach (var (name, values) in MultiValueHeaders)
                    WriteArray(json, name, values);
                json.WriteEndObject();
            }

            if (Cookies is { Count: > 0 })
                WriteArray(json, "cookies", Cookies);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteArray(Utf8JsonWriter json, string name, IList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
