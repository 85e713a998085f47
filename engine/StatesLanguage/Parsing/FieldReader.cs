using AiProxy.StatesLanguage.Model;

namespace AiProxy.StatesLanguage.Parsing;

/// <summary>Reads the fields of one object of the definition, complaining about what has the wrong type or range.</summary>
internal sealed class FieldReader(SourceNode node, string location, DiagnosticBag diagnostics)
{
    private const string ExpectedInteger = "Expected value of type [INTEGER]";

    public SourceNode Node => node;

    public string Location => location;

    public DiagnosticBag Diagnostics => diagnostics;

    public string At(string field) => SourceLocation.Member(location, field);

    public bool Has(string field) => node.Get(field) is not null;

    public SourceNode? Get(string field, SourceKind kind)
    {
        var value = node.Get(field);
        if (value is null || value.Kind == kind)
        {
            return value;
        }

        diagnostics.Schema(Expected(kind), At(field));
        return null;
    }

    public static string Expected(SourceKind kind) => $"Expected value of type [{kind.ToString().ToUpperInvariant()}]";

    public static string NotAReferencePath(string text) => text.StartsWith('$')
        ? "Value is not a Reference Path"
        : "Value is not a Reference Path: Reference path didn't start with '$'";

    /// <summary>What is wrong with a field of the other query language.</summary>
    public static string OnlyFor(string language, string field, string other) =>
        $"The QueryLanguage is set to '{language}', but field '{field}' is only supported for the '{other}' QueryLanguage";

    /// <summary>What is wrong where more than one of some fields is there.</summary>
    public static string OnlyOneOf(params ReadOnlySpan<string> fields) =>
        $"There should only be one of the following fields: [{string.Join(", ", fields)}]";

    public string? String(string field) => Get(field, SourceKind.String)?.Text;

    /// <summary>A string that must be one of some values; null if there is none, whatever is wrong with it.</summary>
    public string? OneOf(string field, params ReadOnlySpan<string> values)
    {
        var value = String(field);
        if (value is not null && !values.Contains(value))
        {
            diagnostics.Schema($"Value should be one of the following: [{string.Join(", ", values)}]", At(field));
        }

        return value;
    }

    public bool? Boolean(string field) => Get(field, SourceKind.Boolean)?.Boolean;

    /// <summary>An integer from <paramref name="minimum"/> to <paramref name="maximum"/>.</summary>
    public int? Integer(string field, int minimum, int maximum)
    {
        var value = Get(field, SourceKind.Number);
        return value is not null && CheckInteger(value, field, minimum, maximum) ? (int)value.Number : null;
    }

    /// <summary>A number of seconds or the like: a literal, or (in JSONata) an expression.</summary>
    public Template? IntegerTemplate(string field, int minimum, int maximum, TemplateParser templates)
    {
        var value = node.Get(field);
        if (value is null)
        {
            return null;
        }

        if (value.Kind == SourceKind.Number)
        {
            return CheckInteger(value, field, minimum, maximum) ? new Template.Constant(field, value.ToValue()) : null;
        }

        if (templates.IsExpression(value))
        {
            return templates.Parse(value, field, At(field));
        }

        diagnostics.Schema(ExpectedInteger, At(field));
        return null;
    }

    public void RequireOneOf(params string[] fields)
    {
        var count = fields.Count(Has);
        if (count == 0)
        {
            diagnostics.Schema($"This object should have only one of the following fields: [{string.Join(", ", fields)}]", location);
        }
        else if (count > 1)
        {
            diagnostics.Schema(OnlyOneOf(fields), location);
        }
    }

    /// <summary>For two fields of which one may be there, or none.</summary>
    public void RefuseBoth(string field, string other)
    {
        if (Has(field) && Has(other))
        {
            RequireOneOf(field, other);
        }
    }

    /// <returns>Whether all are there.</returns>
    public bool Require(params string[] fields)
    {
        var missing = fields.Where(field => !Has(field)).ToArray();
        if (missing.Length > 0)
        {
            diagnostics.Schema($"These fields are required: [{string.Join(", ", missing)}]", location);
        }

        return missing.Length == 0;
    }

    public void RefuseUnknown(params ReadOnlySpan<string> known)
    {
        foreach (var member in node.Members)
        {
            if (!known.Contains(member.Name))
            {
                diagnostics.Schema($"Field '{member.Name}' is not supported", location);
            }
        }
    }

    private bool CheckInteger(SourceNode value, string field, int minimum, int maximum)
    {
        if (!value.IsInteger)
        {
            diagnostics.Schema(ExpectedInteger, At(field));
            return false;
        }

        if (value.Number < minimum)
        {
            diagnostics.Schema($"Minimum value is {minimum}", At(field));
            return false;
        }

        if (value.Number > maximum)
        {
            diagnostics.Schema($"Maximum value is {maximum}", At(field));
            return false;
        }

        return true;
    }
}
