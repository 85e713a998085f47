using System.Text.Json;
using AiProxy.LocalServices.DynamoDb.Values;

namespace AiProxy.LocalServices.DynamoDb.Expressions;

/// <summary>What a request's <c>#names</c> and <c>:values</c> stand for, and which of them its expressions use: an unused one is a mistake.</summary>
internal sealed class Placeholders
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AttributeValue> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <exception cref="ServiceException">One of them is malformed.</exception>
    public Placeholders(JsonElement? names, JsonElement? values)
    {
        foreach (JsonProperty name in Members(names, "ExpressionAttributeNames"))
        {
            string text = name.Value.ValueKind == JsonValueKind.String ? name.Value.GetString()! : "";
            _names[Checked(name.Name, '#', "ExpressionAttributeNames")] = text.Length > 0
                ? text
                : throw Errors.Validation($"ExpressionAttributeNames contains invalid value: Must have length greater than 0: key {name.Name}");
        }
        foreach (JsonProperty value in Members(values, "ExpressionAttributeValues"))
        {
            _values[Checked(value.Name, ':', "ExpressionAttributeValues")] = AttributeJson.Read(value.Value);
        }
    }

    public string Name(string placeholder, string parameter)
    {
        _used.Add(placeholder);
        return _names.TryGetValue(placeholder, out string? name)
            ? name
            : throw Errors.Validation(
                $"Invalid {parameter}: An expression attribute name used in the document path is not defined; attribute name: {placeholder}");
    }

    public AttributeValue Value(string placeholder, string parameter)
    {
        _used.Add(placeholder);
        return _values.TryGetValue(placeholder, out AttributeValue? value)
            ? value
            : throw Errors.Validation($"Invalid {parameter}: An expression attribute value used in expression is not defined; attribute value: {placeholder}");
    }

    /// <summary>After every expression was read.</summary>
    /// <exception cref="ServiceException">No expression uses one of them, or there is no expression.</exception>
    public void CheckAllUsed(bool hasExpression)
    {
        Check("ExpressionAttributeNames", _names.Keys);
        Check("ExpressionAttributeValues", _values.Keys);

        void Check(string parameter, IReadOnlyCollection<string> placeholders)
        {
            if (placeholders.Count > 0 && !hasExpression)
            {
                throw Errors.Validation($"{parameter} can only be specified when using expressions");
            }
            string[] unused = [.. placeholders.Where(placeholder => !_used.Contains(placeholder))];
            if (unused.Length > 0)
            {
                throw Errors.Validation($"Value provided in {parameter} unused in expressions: keys: {{{string.Join(", ", unused)}}}");
            }
        }
    }

    private static JsonProperty[] Members(JsonElement? from, string parameter)
    {
        if (from is not { } members)
        {
            return [];
        }
        if (members.ValueKind != JsonValueKind.Object)
        {
            throw new ServiceException(400, "SerializationException", $"{parameter} must be a JSON object.");
        }
        JsonProperty[] all = [.. members.EnumerateObject()];
        return all.Length > 0 ? all : throw Errors.Validation($"{parameter} must not be empty");
    }

    private static string Checked(string placeholder, char mark, string parameter) =>
        placeholder.Length > 1 && placeholder[0] == mark && placeholder.AsSpan(1).ToString().All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? placeholder
            : throw Errors.Validation($"{parameter} contains invalid key: Syntax error; key: \"{placeholder}\"");
}
