using AiProxy.StatesLanguage.Diagnostics;

namespace AiProxy.StatesLanguage.Parsing;

/// <summary>Refuses the fields that need JSONPath.</summary>
internal static class JsonPathFields
{
    public static void Refuse(FieldReader fields, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (fields.Has(name))
            {
                fields.Diagnostics.Error(DiagnosticCodes.JsonPathNotSupported, JsonPath.NotSupported, fields.At(name));
            }
        }
    }
}
