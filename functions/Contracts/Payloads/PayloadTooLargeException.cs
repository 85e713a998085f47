namespace AiProxy.Contracts.Payloads;

/// <summary>A payload larger than the store takes: asking again with the same one is of no use.</summary>
/// <param name="bytes">Its length.</param>
/// <param name="maxBytes">The store's limit.</param>
public sealed class PayloadTooLargeException(long bytes, long maxBytes)
    : Exception($"{Code}: a payload of {bytes} bytes is larger than the {maxBytes} bytes that the payload store takes.")
{
    /// <summary>What a program switches on.</summary>
    public const string Code = "payload_too_large";

    /// <summary>The payload's length, bytes.</summary>
    public long Bytes { get; } = bytes;

    /// <summary>The store's limit, bytes.</summary>
    public long MaxBytes { get; } = maxBytes;
}
