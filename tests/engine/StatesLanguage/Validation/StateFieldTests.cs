namespace AiProxy.StatesLanguage.Tests.Validation;

/// <summary>Which fields each type of state has, in which query language: every field of any is tried on every type.</summary>
/// <seealso href="https://states-language.net/#state-type-table"/>
public sealed class StateFieldTests
{
    private static readonly Dictionary<string, (string Both, string Jsonata, string JsonPath)> Fields = new()
    {
        ["Task"] = ("Next End Resource Credentials TimeoutSeconds HeartbeatSeconds Retry Catch Assign", "Arguments Output", "InputPath OutputPath Parameters ResultSelector ResultPath TimeoutSecondsPath HeartbeatSecondsPath"),
        ["Pass"] = ("Next End Assign", "Output", "InputPath OutputPath Parameters ResultPath Result"),
        ["Choice"] = ("Choices Default Assign", "Output", "InputPath OutputPath"),
        ["Wait"] = ("Next End Seconds Timestamp Assign", "Output", "InputPath OutputPath SecondsPath TimestampPath"),
        ["Succeed"] = ("", "Output", "InputPath OutputPath"),
        ["Fail"] = ("Error Cause", "", "ErrorPath CausePath"),
        ["Parallel"] = ("Next End Branches Retry Catch Assign", "Arguments Output", "InputPath OutputPath Parameters ResultSelector ResultPath"),
        ["Map"] = ("Next End ItemProcessor Iterator ItemSelector ItemReader ItemBatcher ResultWriter MaxConcurrency ToleratedFailureCount ToleratedFailurePercentage Label Retry Catch Assign", "Items Output", "InputPath OutputPath Parameters ResultSelector ResultPath ItemsPath MaxConcurrencyPath ToleratedFailureCountPath ToleratedFailurePercentagePath"),
    };

    public static TheoryData<string, bool> Types
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var type in Fields.Keys)
            {
                data.Add(type, true);
                data.Add(type, false);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Parse_EachField_IsTakenWhereTheTypeHasIt(string type, bool jsonata)
    {
        var (both, onlyJsonata, onlyPath) = Fields[type];
        var all = Fields.Values.SelectMany(fields => Words(fields.Both, fields.Jsonata, fields.JsonPath)).Distinct();
        var (language, other) = jsonata ? ("JSONata", "JSONPath") : ("JSONPath", "JSONata");

        Assert.All(all.Append("Nothing"), field =>
        {
            var text = $"{{\"StartAt\":\"A\",\"States\":{{\"A\":{{\"Type\":\"{type}\",\"QueryLanguage\":\"{language}\",\"{field}\":1}}}}}}";
            var expected = Words(both, jsonata ? onlyJsonata : onlyPath).Contains(field) ? null
                : Words(jsonata ? onlyPath : onlyJsonata).Contains(field)
                    ? $"The QueryLanguage is set to '{language}', but field '{field}' is only supported for the '{other}' QueryLanguage"
                : $"Field '{field}' is not supported";
            var complaints = StateMachine.Parse(text).Diagnostics
                .Where(diagnostic => diagnostic.Location == "/States/A")
                .Select(diagnostic => diagnostic.Message)
                .Where(message => message.Contains("supported", StringComparison.Ordinal));

            Assert.Equal(expected is null ? [] : [expected], complaints);
        });
    }

    private static IEnumerable<string> Words(params string[] lists) =>
        lists.SelectMany(list => list.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
