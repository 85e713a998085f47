namespace AiProxy.Jsonata.Formatting;

internal enum IntegerStyle
{
    Decimal,
    Letters,
    Roman,
    Words,

    /// <summary>Another numbering sequence, which is not supported.</summary>
    Sequence,
}
