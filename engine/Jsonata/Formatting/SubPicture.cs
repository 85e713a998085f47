using AiProxy.Jsonata.Errors;

namespace AiProxy.Jsonata.Formatting;

/// <summary>A picture of <c>$formatNumber</c>, or one of its two halves: cut into parts, checked and analysed.</summary>
/// <see href="https://www.w3.org/TR/xpath-functions-31/#formatting-numbers"/>
internal sealed class SubPicture
{
    private readonly DecimalFormat _format;
    private readonly string _active;
    private readonly string _mantissa;
    private readonly string _integer;
    private readonly string _fraction;
    private readonly string? _exponent;

    public SubPicture(string text, DecimalFormat format)
    {
        Text = text;
        _format = format;
        Prefix = FindPrefix();
        Suffix = FindSuffix();
        _active = Prefix.Length <= text.Length - Suffix.Length ? text[Prefix.Length..^Suffix.Length] : string.Empty;

        // The position counts from the start of the text, yet cuts the active part: so does jsonata-js.
        var exponentAt = text.IndexOf(format.ExponentSeparator, Math.Min(Prefix.Length, text.Length), StringComparison.Ordinal);
        if (exponentAt < 0 || exponentAt > text.Length - Suffix.Length)
        {
            _mantissa = _active;
        }
        else
        {
            _mantissa = _active[..Math.Min(exponentAt, _active.Length)];
            _exponent = exponentAt + 1 <= _active.Length ? _active[(exponentAt + 1)..] : string.Empty;
        }

        var decimalAt = _mantissa.IndexOf(format.DecimalSeparator, StringComparison.Ordinal);
        _integer = decimalAt < 0 ? _mantissa : _mantissa[..decimalAt];
        _fraction = decimalAt < 0 ? Suffix : _mantissa[(decimalAt + 1)..];
        Validate();
        Analyse();
    }

    public string Text { get; }

    public string Prefix { get; }

    public string Suffix { get; }

    /// <summary>Digits before the point of a mantissa.</summary>
    public int ScalingFactor { get; private set; }

    public int MinIntegerSize { get; private set; }

    public int MinFractionSize { get; private set; }

    public int MaxFractionSize { get; private set; }

    public int MinExponentSize { get; private set; }

    /// <summary>The distance of separators in the integer part; 0 if they stand at <see cref="IntegerGroups"/>.</summary>
    public int GroupInterval { get; private set; }

    /// <summary>Digits to the right of each separator in the integer part.</summary>
    public List<int> IntegerGroups { get; private set; } = [];

    /// <summary>Digits to the left of each separator in the fraction.</summary>
    public List<int> FractionGroups { get; private set; } = [];

    private string FindPrefix()
    {
        for (var i = 0; i < Text.Length; i++)
        {
            if (IsNumberPart(Text[i]))
            {
                return Text[..i];
            }
        }

        return string.Empty;
    }

    private string FindSuffix()
    {
        for (var i = Text.Length - 1; i >= 0; i--)
        {
            if (IsNumberPart(Text[i]))
            {
                return Text[(i + 1)..];
            }
        }

        return string.Empty;
    }

    private bool IsNumberPart(char c) => _format.IsActive(c) && !DecimalFormat.Is(c, _format.ExponentSeparator);

    /// <summary>Of several faults the last one found is told, as in jsonata-js.</summary>
    private void Validate()
    {
        string? error = null;
        var point = Text.IndexOf(_format.DecimalSeparator, StringComparison.Ordinal);
        Fault(ref error, "D3081", OccursTwice(_format.DecimalSeparator));
        Fault(ref error, "D3082", OccursTwice(_format.Percent));
        Fault(ref error, "D3083", OccursTwice(_format.PerMille));
        Fault(ref error, "D3084", Has(_format.Percent) && Has(_format.PerMille));
        Fault(ref error, "D3085", !_mantissa.Any(_format.IsDigit));
        Fault(ref error, "D3086", !_active.All(_format.IsActive));
        if (point >= 0)
        {
            Fault(ref error, "D3087", IsSeparatorAt(point - 1) || IsSeparatorAt(point + 1));
        }
        else
        {
            Fault(ref error, "D3088", _integer.Length > 0 && DecimalFormat.Is(_integer[^1], _format.GroupingSeparator));
        }

        Fault(ref error, "D3089", Has(_format.GroupingSeparator + _format.GroupingSeparator));
        var optional = _integer.IndexOf(_format.Digit, StringComparison.Ordinal);
        Fault(ref error, "D3090", optional >= 0 && _integer[..optional].Any(_format.IsDecimalDigit));
        optional = _fraction.LastIndexOf(_format.Digit, StringComparison.Ordinal);
        Fault(ref error, "D3091", optional >= 0 && _fraction[optional..].Any(_format.IsDecimalDigit));
        Fault(ref error, "D3092", _exponent is { Length: > 0 } && (Has(_format.Percent) || Has(_format.PerMille)));
        Fault(ref error, "D3093", _exponent is not null && (_exponent.Length == 0 || !_exponent.All(_format.IsDecimalDigit)));
        if (error is not null)
        {
            throw JsonataError.Type(error);
        }
    }

    private static void Fault(ref string? error, string code, bool isFault) => error = isFault ? code : error;

    private bool Has(string part) => Text.Contains(part, StringComparison.Ordinal);

    private bool OccursTwice(string part) =>
        Text.IndexOf(part, StringComparison.Ordinal) != Text.LastIndexOf(part, StringComparison.Ordinal);

    private bool IsSeparatorAt(int at) => at >= 0 && at < Text.Length && DecimalFormat.Is(Text[at], _format.GroupingSeparator);

    private void Analyse()
    {
        IntegerGroups = GroupPositions(_integer, countToLeft: false);
        GroupInterval = Grouping.Interval(IntegerGroups);
        FractionGroups = GroupPositions(_fraction, countToLeft: true);
        MinIntegerSize = _integer.Count(_format.IsDecimalDigit);
        ScalingFactor = MinIntegerSize;
        MinFractionSize = _fraction.Count(_format.IsDecimalDigit);
        MaxFractionSize = _fraction.Count(_format.IsDigit);
        if (MinIntegerSize == 0 && MaxFractionSize == 0)
        {
            if (_exponent is not null)
            {
                MinFractionSize = 1;
                MaxFractionSize = 1;
            }
            else
            {
                MinIntegerSize = 1;
            }
        }

        if (_exponent is not null && MinIntegerSize == 0 && _integer.Contains(_format.Digit, StringComparison.Ordinal))
        {
            MinIntegerSize = 1;
        }

        if (MinIntegerSize == 0 && MinFractionSize == 0)
        {
            MinFractionSize = 1;
        }

        MinExponentSize = _exponent?.Count(_format.IsDecimalDigit) ?? 0;
    }

    private List<int> GroupPositions(string part, bool countToLeft)
    {
        var positions = new List<int>();
        var at = part.IndexOf(_format.GroupingSeparator, StringComparison.Ordinal);
        while (at >= 0)
        {
            var counted = countToLeft ? part[..Math.Min(at, part.Length)] : part[Math.Min(at, part.Length)..];
            positions.Add(counted.Count(_format.IsDigit));

            // jsonata-js goes on in the integer part, in the fraction too.
            at = at + 1 <= _integer.Length ? _integer.IndexOf(_format.GroupingSeparator, at + 1, StringComparison.Ordinal) : -1;
        }

        return positions;
    }
}
