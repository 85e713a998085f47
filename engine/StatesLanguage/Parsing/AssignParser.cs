using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AiProxy.StatesLanguage.Diagnostics;
using AiProxy.StatesLanguage.Model;

namespace AiProxy.StatesLanguage.Parsing;

/// <summary>Reads an Assign field.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html"/>
internal static partial class AssignParser
{
    private const int MaxNameLength = 80;
    private const string PathSuffix = ".$";

    /// <param name="fields">The state, choice rule or catcher that has the field.</param>
    /// <param name="prefix">What stands before the field's name in causes: nothing, or <c>Choices[0]/</c>.</param>
    /// <param name="templates">How values are read.</param>
    /// <param name="language">The state's query language.</param>
    public static AssignDefinition? Parse(FieldReader fields, string prefix, TemplateParser templates, QueryLanguage language)
    {
        var node = fields.Get("Assign", SourceKind.Object);
        if (node is null)
        {
            return null;
        }

        var location = fields.At("Assign");
        templates.RefuseTwins(node, location);
        var variables = ImmutableArray.CreateBuilder<KeyValuePair<string, Template>>(node.Members.Count);
        foreach (var (name, value) in node.Members)
        {
            var isPath = language == QueryLanguage.JsonPath && name.EndsWith(PathSuffix, StringComparison.Ordinal);
            var variable = isPath ? name[..^PathSuffix.Length] : name;
            if (variable == "states")
            {
                fields.Diagnostics.Error(
                    DiagnosticCodes.ReservedVariableName, "Cannot assign to reserved variable '$states'.", location);
            }
            else if (Problem(variable) is { } problem)
            {
                fields.Diagnostics.Error(
                    DiagnosticCodes.InvalidVariableName, $"Invalid variable name '{variable}': the variable name {problem}.", location);
            }
            else
            {
                if (!isPath)
                {
                    templates.WarnOfPath(name, value, location);
                }

                var template = isPath
                    ? templates.ParsePathMember(value, name, location)
                    : templates.Parse(value, $"{prefix}Assign/{name}", SourceLocation.Member(location, name));
                variables.Add(new KeyValuePair<string, Template>(variable, template));
            }
        }

        return new AssignDefinition(variables.DrainToImmutable(), location);
    }

    /// <summary>Collects the names assigned anywhere below a node, whatever is wrong around them.</summary>
    public static void CollectNames(SourceNode node, HashSet<string> names)
    {
        foreach (var (name, value) in node.Members)
        {
            if (name == "Assign" && value.Kind == SourceKind.Object)
            {
                names.UnionWith(value.Members.Select(member =>
                    member.Name.EndsWith(PathSuffix, StringComparison.Ordinal) ? member.Name[..^PathSuffix.Length] : member.Name));
            }

            CollectNames(value, names);
        }

        foreach (var item in node.Items)
        {
            CollectNames(item, names);
        }
    }

    private static string? Problem(string name) =>
        name.Length > MaxNameLength ? $"exceeds the {MaxNameLength}-character limit allowed by the service"
        : Identifier().IsMatch(name) ? null
        : "contains invalid characters";

    /// <summary>Unicode identifiers, as Unicode Annex 31 defines them.</summary>
    [GeneratedRegex(@"^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();
}
