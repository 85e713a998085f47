using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace AiProxy.LocalServices.DynamoDb.Values;

/// <summary>DynamoDB's number: a decimal of 38 significant digits, from 1E-130 to 9.9...E+125.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html"/></remarks>
internal sealed partial class DynamoNumber : IComparable<DynamoNumber>, IEquatable<DynamoNumber>
{
    private const int MaxDigits = 38;
    private const int MinMagnitude = -130;
    private const int MaxMagnitude = 125;

    // Value = digits * 10^exponent; digits does not end in 0, and zero is 0 * 10^0.
    private readonly BigInteger _digits;
    private readonly int _exponent;

    private DynamoNumber(BigInteger digits, int exponent)
    {
        while (!digits.IsZero && digits % 10 == 0)
        {
            digits /= 10;
            exponent++;
        }
        _digits = digits;
        _exponent = digits.IsZero ? 0 : exponent;
    }

    /// <exception cref="ServiceException">It is no number, or none that DynamoDB takes.</exception>
    public static DynamoNumber Parse(string text)
    {
        // A long exponent would otherwise be computed before it is refused.
        if (Form().Match(text.Trim()) is not { Success: true } match || match.Groups["exponent"].Value.Length > 5)
        {
            throw Errors.Validation($"The parameter cannot be converted to a numeric value: {text}");
        }
        string fraction = match.Groups["fraction"].Value;
        string digits = match.Groups["whole"].Value + fraction;
        if (digits.Length == 0)
        {
            throw Errors.Validation($"The parameter cannot be converted to a numeric value: {text}");
        }
        int exponent = match.Groups["exponent"].Success ? int.Parse(match.Groups["exponent"].Value, CultureInfo.InvariantCulture) : 0;
        var number = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        return Checked(new DynamoNumber(match.Groups["sign"].Value == "-" ? -number : number, exponent - fraction.Length));
    }

    /// <exception cref="ServiceException">The sum has too many digits or is too large.</exception>
    public static DynamoNumber operator +(DynamoNumber left, DynamoNumber right)
    {
        (BigInteger a, BigInteger b, int exponent) = Align(left, right);
        return Checked(new DynamoNumber(a + b, exponent));
    }

    /// <exception cref="ServiceException">The difference has too many digits or is too large.</exception>
    public static DynamoNumber operator -(DynamoNumber left, DynamoNumber right)
    {
        (BigInteger a, BigInteger b, int exponent) = Align(left, right);
        return Checked(new DynamoNumber(a - b, exponent));
    }

    public static DynamoNumber From(int number) => new(number, 0);

    public int CompareTo(DynamoNumber? other)
    {
        if (other is null)
        {
            return 1;
        }
        (BigInteger a, BigInteger b, _) = Align(this, other);
        return a.CompareTo(b);
    }

    public bool Equals([NotNullWhen(true)] DynamoNumber? other) => other is not null && _digits == other._digits && _exponent == other._exponent;

    public override bool Equals(object? obj) => Equals(obj as DynamoNumber);

    public override int GetHashCode() => HashCode.Combine(_digits, _exponent);

    /// <summary>Without an exponent, as DynamoDB answers.</summary>
    public override string ToString()
    {
        string digits = BigInteger.Abs(_digits).ToString(CultureInfo.InvariantCulture);
        string sign = _digits.Sign < 0 ? "-" : "";
        if (_exponent >= 0)
        {
            return sign + digits + new string('0', _exponent);
        }
        int point = digits.Length + _exponent;
        return point > 0 ? $"{sign}{digits[..point]}.{digits[point..]}" : $"{sign}0.{new string('0', -point)}{digits}";
    }

    private static DynamoNumber Checked(DynamoNumber number)
    {
        int digits = BigInteger.Abs(number._digits).ToString(CultureInfo.InvariantCulture).Length;
        int magnitude = digits - 1 + number._exponent;
        if (digits > MaxDigits)
        {
            throw Errors.Validation("Attempting to store more than 38 significant digits in a Number");
        }
        if (magnitude > MaxMagnitude)
        {
            throw Errors.Validation("Number overflow. Attempting to store a number with magnitude larger than supported range");
        }
        if (magnitude < MinMagnitude)
        {
            throw Errors.Validation("Number underflow. Attempting to store a number with magnitude smaller than supported range");
        }
        return number;
    }

    private static (BigInteger Left, BigInteger Right, int Exponent) Align(DynamoNumber left, DynamoNumber right)
    {
        int exponent = Math.Min(left._exponent, right._exponent);
        return (left._digits * BigInteger.Pow(10, left._exponent - exponent), right._digits * BigInteger.Pow(10, right._exponent - exponent), exponent);
    }

    [GeneratedRegex(@"^(?<sign>[+-]?)(?<whole>[0-9]*)(\.(?<fraction>[0-9]*))?([eE](?<exponent>[+-]?[0-9]+))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
