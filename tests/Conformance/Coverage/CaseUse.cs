namespace AiProxy.Conformance.Tests.Coverage;

/// <summary>Something that a recorded case uses.</summary>
/// <param name="Place">Where: a state type, or a constant of <see cref="Places"/>.</param>
/// <param name="Name">The field, function, error, resource or event.</param>
internal readonly record struct CaseUse(string Place, string Name);

/// <summary>The places of a definition, and of what came of it, that the page has tables about.</summary>
internal static class Places
{
    public const string TopLevel = "top level";
    public const string Branch = "Branches";
    public const string ItemProcessor = "ItemProcessor";
    public const string ProcessorConfig = "ProcessorConfig";
    public const string ItemReader = "ItemReader";
    public const string ReaderConfig = "ReaderConfig";
    public const string InputType = "InputType";
    public const string ItemBatcher = "ItemBatcher";
    public const string ResultWriter = "ResultWriter";
    public const string WriterConfig = "WriterConfig";
    public const string Retrier = "Retry";
    public const string Catcher = "Catch";
    public const string ChoiceRule = "Choices";
    public const string Resource = "Resource";
    public const string Intrinsic = "intrinsic function";
    public const string Function = "JSONata function";
    public const string Context = "context object";
    public const string Error = "error";
    public const string Event = "event";
}
