namespace AiProxy.StatesLanguage.Parsing;

/// <summary>What is said about the JSONPath query language, which this engine does not run yet.</summary>
internal static class JsonPath
{
    public const string NotSupported = "JSONPath is not supported yet: set QueryLanguage to JSONata";
}
