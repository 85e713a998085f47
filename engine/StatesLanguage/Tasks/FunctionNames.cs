namespace AiProxy.StatesLanguage.Tasks;

/// <summary>The ways to name a Lambda function: name, name:qualifier, account:function:name, full ARN.</summary>
internal static class FunctionNames
{
    /// <summary>The bare name, without ARN and qualifier.</summary>
    public static string Short(string name)
    {
        const string Marker = "function:";
        var marker = name.IndexOf(Marker, StringComparison.Ordinal);
        if (marker >= 0)
        {
            name = name[(marker + Marker.Length)..];
        }

        var qualifier = name.IndexOf(':', StringComparison.Ordinal);
        return qualifier < 0 ? name : name[..qualifier];
    }
}
