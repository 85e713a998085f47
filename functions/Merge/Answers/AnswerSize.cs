using System.Text;
using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Payloads;

namespace AiProxy.Merge.Answers;

/// <summary>Keeps the state machine's output under the 256 KiB that Step Functions allows.</summary>
internal static class AnswerSize
{
    /// <summary>Most that the body may take as a JSON string, bytes; the rest is for headers and what <c>lambda:invoke</c> wraps around a result.</summary>
    public const int MaxInline = StateSize.Limit - 16_384;

    // The worst the default encoder makes of one byte: \u0022 for a quote.
    private const int WorstEscape = 6;

    /// <summary>Sets <paramref name="body"/> inline where it fits, else stores it and sets the reference.</summary>
    public static async Task<HttpAnswer> WithBodyAsync(
        HttpAnswer answer, ReadOnlyMemory<byte> body, string requestId, IPayloadStore payloads, CancellationToken cancellationToken) =>
        Fits(body.Span)
            ? answer with { Body = Encoding.UTF8.GetString(body.Span) }
            : answer with { Body = null, BodyRef = await payloads.PutAsync(requestId, body, cancellationToken) };

    // The body is JSON inside a JSON string, so what counts is its length once more escaped.
    private static bool Fits(ReadOnlySpan<byte> body) =>
        body.Length <= MaxInline / WorstEscape
        || (body.Length <= MaxInline && JsonEncodedText.Encode(body).EncodedUtf8Bytes.Length <= MaxInline);
}
