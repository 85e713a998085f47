using System.Collections.Immutable;
using System.Text;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Errors;

namespace AiProxy.Gateway;

/// <summary>What the front door answers.</summary>
/// <param name="RequestId">The id that every log line and the execution carry.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">Names in lower case, content-type included.</param>
/// <param name="Body">The body, JSON.</param>
public sealed record GatewayResponse(string RequestId, int Status, ImmutableSortedDictionary<string, string> Headers, ReadOnlyMemory<byte> Body);

/// <summary>Making and sending responses.</summary>
internal static class GatewayResponses
{
    /// <summary>An answer with its body, under the request's id; of an answer made for an earlier request the execution's id is that one's.</summary>
    public static GatewayResponse ToResponse(this HttpAnswer answer, string requestId, ReadOnlyMemory<byte> body)
    {
        ImmutableSortedDictionary<string, string>.Builder headers = answer.Headers.ToBuilder();
        headers["x-request-id"] = requestId;
        headers.TryAdd("aiproxy-execution-id", requestId);
        headers.TryAdd("content-type", "application/json");
        return new GatewayResponse(requestId, answer.StatusCode, headers.ToImmutable(), body);
    }

    public static GatewayResponse ToResponse(this OpenAiError error, string requestId)
    {
        HttpAnswer answer = error.ToAnswer();
        return answer.ToResponse(requestId, Encoding.UTF8.GetBytes(answer.Body!));
    }

    public static ValueTask SendAsync(this GatewayResponse response, IResponseSink sink, CancellationToken cancellationToken)
    {
        sink.Begin(response.Status, response.Headers, response.Body.Length);
        return sink.WriteAsync(response.Body, cancellationToken);
    }
}
