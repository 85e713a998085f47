using System.Globalization;
using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Testing.Shapes;

/// <summary>What a value in an AWS response looks like.</summary>
internal abstract class ResponseShape
{
    /// <param name="field">The value's name in complaints.</param>
    /// <param name="value">The value.</param>
    /// <param name="requireAll">Whether required members must be there.</param>
    /// <returns>What is wrong; null if nothing is.</returns>
    public abstract string? Check(string field, Value value, bool requireAll);

    internal sealed class Scalar(char kind, double? minimum, double? maximum, string[]? values) : ResponseShape
    {
        public override string? Check(string field, Value value, bool requireAll) => kind switch
        {
            'n' => value.Kind == ValueKind.Number ? CheckNumber(field, value.AsNumber()) : $"Field '{field}' must be a number",
            'b' => value.Kind == ValueKind.Boolean ? null : $"Field '{field}' must be a boolean",
            _ => value.Kind == ValueKind.String ? CheckText(field, value.AsString()) : $"Field '{field}' must be a string",
        };

        private string? CheckNumber(string field, double number) =>
            number < minimum ? $"Field '{field}' is less than the minimum value"
            : number > maximum ? $"Field '{field}' exceeds the maximum value"
            : null;

        private string? CheckText(string field, string text) =>
            values is not null && !values.Contains(text) ? $"Field '{field}' is not an expected value"
            : text.Length < minimum ? $"Field '{field}' is smaller than the minimum length"
            : text.Length > maximum ? $"Field '{field}' exceeds the maximum length"
            : null;
    }

    internal sealed class Structure : ResponseShape
    {
        public List<(string Name, bool IsRequired, ResponseShape Shape)> Members { get; } = [];

        public override string? Check(string field, Value value, bool requireAll)
        {
            if (value.Kind != ValueKind.Object)
            {
                return $"Field '{field}' must be an object";
            }

            foreach (var (name, isRequired, shape) in Members)
            {
                if (!value.AsObject().TryGetValue(name, out var member))
                {
                    if (isRequired && requireAll)
                    {
                        return $"Required field '{name}' is missing";
                    }
                }
                else if (shape.Check(name, member, requireAll) is { } problem)
                {
                    return problem;
                }
            }

            return null;
        }
    }

    internal sealed class List : ResponseShape
    {
        public ResponseShape? Item { get; set; }

        public override string? Check(string field, Value value, bool requireAll) => value.Kind == ValueKind.Array
            ? value.AsArray().Select(item => Item!.Check(field, item, requireAll)).FirstOrDefault(problem => problem is not null)
            : $"Field '{field}' must be an array";
    }

    internal sealed class Map : ResponseShape
    {
        public ResponseShape? Item { get; set; }

        public override string? Check(string field, Value value, bool requireAll) => value.Kind == ValueKind.Object
            ? value.AsObject().Select(pair => Item!.Check(pair.Key, pair.Value, requireAll)).FirstOrDefault(problem => problem is not null)
            : $"Field '{field}' must be an object";
    }

    /// <summary>Reads a scalar: a letter, then limits or the values of an enumeration.</summary>
    public static Scalar Parse(string text)
    {
        if (text.Length > 1 && text[1] == '|')
        {
            return new Scalar(text[0], null, null, text[2..^1].Split('|'));
        }

        if (text.Length == 1)
        {
            return new Scalar(text[0], null, null, null);
        }

        var limits = text[2..^1].Split(',');
        return new Scalar(text[0], Limit(limits[0]), Limit(limits[1]), null);
    }

    private static double? Limit(string text) => text.Length == 0 ? null : double.Parse(text, CultureInfo.InvariantCulture);
}
