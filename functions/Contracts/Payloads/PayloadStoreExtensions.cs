using System.Text.Json;

namespace AiProxy.Contracts.Payloads;

/// <summary>Reading and writing <see cref="Payload"/>s.</summary>
public static class PayloadStoreExtensions
{
    /// <summary>The payload's JSON, from where it is.</summary>
    public static async Task<JsonElement> ReadAsync(this IPayloadStore store, Payload payload, CancellationToken cancellationToken)
    {
        if (payload.Inline is { } inline)
        {
            return inline;
        }
        ReadOnlyMemory<byte> bytes = await store.GetAsync(payload.Ref!, cancellationToken);
        using JsonDocument document = JsonDocument.Parse(bytes);
        return document.RootElement.Clone();
    }

    /// <summary>Inline when <paramref name="utf8Json"/> takes at most <paramref name="maxInlineBytes"/> in state data, else stored.</summary>
    public static async Task<Payload> WriteAsync(this IPayloadStore store, string requestId, ReadOnlyMemory<byte> utf8Json, int maxInlineBytes, CancellationToken cancellationToken)
    {
        if (utf8Json.Length <= maxInlineBytes)
        {
            JsonElement inline = JsonElement.Parse(utf8Json.Span);
            if (InlineSize.Fits(inline, utf8Json.Length, maxInlineBytes))
            {
                return Payload.Of(inline);
            }
        }
        return new Payload { Ref = await store.PutAsync(requestId, utf8Json, cancellationToken) };
    }
}
