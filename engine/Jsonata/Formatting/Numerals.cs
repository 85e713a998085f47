using System.Text;

namespace AiProxy.Jsonata.Formatting;

/// <summary>Roman numerals, and letters as spreadsheets number their columns.</summary>
internal static class Numerals
{
    private static readonly (double Value, string Letters)[] Roman =
    [
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
        (5, "v"), (4, "iv"), (1, "i"),
    ];

    /// <summary>A Roman numeral in lower case; empty for zero.</summary>
    public static string ToRoman(double value)
    {
        var result = new StringBuilder();
        foreach (var (amount, letters) in Roman)
        {
            for (; value >= amount && result.Length < IntegerPicture.MaxLength; value -= amount)
            {
                result.Append(letters);
            }
        }

        return result.ToString();
    }

    /// <summary>The number of a Roman numeral in upper case.</summary>
    public static double FromRoman(string roman)
    {
        double result = 0, largest = 1;
        for (var i = roman.Length - 1; i >= 0; i--)
        {
            var value = roman[i] switch { 'M' => 1000, 'D' => 500, 'C' => 100, 'L' => 50, 'X' => 10, 'V' => 5, 'I' => 1, _ => double.NaN };
            if (value < largest)
            {
                result -= value;
            }
            else
            {
                largest = value;
                result += value;
            }
        }

        return result;
    }

    public static string ToLetters(double value, char first)
    {
        var letters = new Stack<char>();
        while (value > 0)
        {
            letters.Push((char)(((value - 1) % 26) + first));
            value = Math.Floor((value - 1) / 26);
        }

        return string.Concat(letters);
    }

    public static double FromLetters(string letters, char first)
    {
        var result = 0.0;
        for (var i = 0; i < letters.Length; i++)
        {
            result += (letters[^(i + 1)] - first + 1) * Math.Pow(26, i);
        }

        return result;
    }
}
