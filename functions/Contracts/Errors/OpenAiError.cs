using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AiProxy.Contracts.Answers;

namespace AiProxy.Contracts.Errors;

/// <summary>An error in OpenAI's shape, with the status it is answered with. Details go inside <c>error</c>: SDKs unwrap it and lose siblings.</summary>
/// <remarks><see href="https://platform.openai.com/docs/guides/error-codes"/></remarks>
public sealed record OpenAiError
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The HTTP status, 400 to 599.</summary>
    public required int Status { get; init; }

    /// <summary>OpenAI's class of error: <c>invalid_request_error</c>, <c>upstream_error</c>, <c>server_error</c> ...</summary>
    public required string Type { get; init; }

    /// <summary>What a program switches on.</summary>
    public required string Code { get; init; }

    /// <summary>What a person reads: what is wrong, where, and what to do.</summary>
    public required string Message { get; init; }

    /// <summary>The offending member: a JSON pointer into the request body, or null.</summary>
    public string? Param { get; init; }

    /// <summary>The <c>aiproxy</c> member as JSON text, or null.</summary>
    public string? AiProxy { get; init; }

    /// <summary>Whether the official SDKs should try again; null leaves it to the status. A final failure must say no: they retry 409, 429 and 5xx twice.</summary>
    public bool? ShouldRetry { get; init; }

    /// <summary>A 400.</summary>
    public static OpenAiError InvalidRequest(string code, string? param, string message) =>
        new() { Status = 400, Type = "invalid_request_error", Code = code, Param = param, Message = message };

    /// <summary>The response to answer with.</summary>
    public HttpAnswer ToAnswer()
    {
        ImmutableSortedDictionary<string, string> headers = ImmutableSortedDictionary<string, string>.Empty.Add("content-type", "application/json");
        if (ShouldRetry is { } retry)
        {
            headers = headers.Add("x-should-retry", retry ? "true" : "false");
        }
        return new HttpAnswer { StatusCode = Status, Headers = headers, Body = ToJson() };
    }

    /// <summary>The body: <c>{"error":{...}}</c>.</summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("error");
            writer.WriteString("message", Message);
            writer.WriteString("type", Type);
            writer.WriteString("param", Param);
            writer.WriteString("code", Code);
            if (AiProxy is not null)
            {
                writer.WritePropertyName("aiproxy");
                writer.WriteRawValue(AiProxy);
            }
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
