using System.Collections.Immutable;
using AiProxy.Jsonata;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Diagnostics;
using AiProxy.StatesLanguage.Model;

namespace AiProxy.StatesLanguage.Parsing;

/// <summary>
/// Turns JSON with <c>{% expressions %}</c> into a <see cref="Template"/>, refusing at once the expressions that Step Functions refuses
/// when a machine is created.
/// </summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html"/>
internal sealed class TemplateParser(QueryLanguage language, JsonataOptions options, DiagnosticBag diagnostics)
{
    /// <summary>Whether <c>$states.errorOutput</c> may be read: only below a Catch.</summary>
    public bool InCatch { get; init; }

    public TemplateParser ForCatch() => new(language, options, diagnostics) { InCatch = true };

    public bool IsExpression(SourceNode node) =>
        language == QueryLanguage.Jsonata && node.Kind == SourceKind.String && HasMarkers(node.Text);

    /// <param name="node">The JSON.</param>
    /// <param name="field">Its name in causes, for example <c>Choices[0]/Condition</c>.</param>
    /// <param name="location">Its place in the definition.</param>
    public Template Parse(SourceNode node, string field, string location)
    {
        switch (node.Kind)
        {
            case SourceKind.String when IsExpression(node):
                return ParseExpression(node, field, location);
            case SourceKind.Object when node.Members.Count > 0:
                return ParseObject(node, field, location);
            case SourceKind.Array when node.Items.Count > 0:
                return ParseArray(node, field, location);
            default:
                return new Template.Constant(field, node.ToValue());
        }
    }

    private static bool HasMarkers(string text) =>
        text.Length >= 4 && text.StartsWith("{%", StringComparison.Ordinal) && text.EndsWith("%}", StringComparison.Ordinal);

    private Template ParseObject(SourceNode node, string field, string location)
    {
        var members = ImmutableArray.CreateBuilder<KeyValuePair<string, Template>>(node.Members.Count);
        var constant = true;
        foreach (var (name, value) in node.Members)
        {
            var memberLocation = $"{location}/{name}";
            if (language == QueryLanguage.JsonPath && name.EndsWith(".$", StringComparison.Ordinal))
            {
                diagnostics.Error(DiagnosticCodes.JsonPathNotSupported, JsonPath.NotSupported, memberLocation);
                continue;
            }

            var member = Parse(value, $"{field}/{name}", memberLocation);
            constant &= member is Template.Constant;
            members.Add(new KeyValuePair<string, Template>(name, member));
        }

        return constant ? new Template.Constant(field, node.ToValue()) : new Template.Object(field, members.DrainToImmutable());
    }

    private Template ParseArray(SourceNode node, string field, string location)
    {
        var items = ImmutableArray.CreateBuilder<Template>(node.Items.Count);
        var constant = true;
        for (var i = 0; i < node.Items.Count; i++)
        {
            var item = Parse(node.Items[i], $"{field}[{i}]", $"{location}[{i}]");
            constant &= item is Template.Constant;
            items.Add(item);
        }

        return constant ? new Template.Constant(field, node.ToValue()) : new Template.Array(field, items.DrainToImmutable());
    }

    private Template ParseExpression(SourceNode node, string field, string location)
    {
        JsonataExpression query;
        try
        {
            query = JsonataExpression.Compile(node.Text[2..^2].Trim(), options);
        }
        catch (JsonataException exception)
        {
            diagnostics.Error(DiagnosticCodes.InvalidJsonataExpression, exception.Message, location);
            return new Template.Constant(field, Value.Null);
        }

        foreach (var name in query.TopLevelReferences.Select(reference => reference.Name).Distinct(StringComparer.Ordinal))
        {
            diagnostics.Error(
                DiagnosticCodes.UnsupportedJsonataExpression, $"Reference to '{name}' at the top level is not supported.", location);
        }

        if (!InCatch && query.FreeVariables.Contains("states.errorOutput"))
        {
            diagnostics.Error(
                DiagnosticCodes.UnsupportedJsonataExpression, "Reference to '$states.errorOutput' is only supported in a Catch.", location);
        }

        return new Template.Expression(field, query);
    }
}
