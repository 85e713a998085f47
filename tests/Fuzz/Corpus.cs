using System.Text.Json;

namespace AiProxy.Fuzz.Tests;

/// <summary>
/// Where mutation begins: a few inputs of each kind held here, and those of the recorded cases and the JSONata suite where they are beside
/// the project.
/// </summary>
internal static class Corpus
{
    public static readonly string[] Json =
    [
        "{}", "[]", "null", "-0", "1e308", "1E-400", "123456789012345678901234567890", "\"\\u00e9\\ud83d\\ude00\"", "\"\\ud800\"",
        """{"a":[1,2.5,-3e2,{"b":null}],"c":"text","d":{"a":true,"a":false}}""",
        """[{"k":"x","n":1},{"k":"y","n":2},{"n":3,"k":null}]""",
    ];

    public static readonly string[] Paths =
    [
        "$", "$.a", "$['a'][0]", "$.a[-1]", "$..b", "$.a[1:3]", "$.a[::2]", "$.a[0,1]", "$.*", "$['a','c']", "$$.Execution.Id", "$x.y",
        "$.a[?(@.b == 1)]", "$.a[?(@.b != 'x' && !(@.n > 2) || @.k)]", "$[?(@.n >= 2)].k", "$.a[?(@.b =~ /x.*/i)]",
        "States.Format('a {} \\{ {}', $.a, 1)", "States.Array(1, 'x', $.a[0], States.UUID())", "States.MathAdd($.a, -1)",
        "States.StringSplit($.c, ',')", "States.JsonMerge($.d, $.d, false)", "States.ArrayRange(1, 9, 2)", "States.StringToJson('[1]')",
        "States.ArrayPartition($.a, 2)", "States.Hash('x', 'SHA-256')", "States.Base64Decode('eA==')", "States.ArrayGetItem($.a, 9)",
    ];

    public static readonly string[] Expressions =
    [
        "1 + 2 * -a.b[0]", "a[n>1].k", "$sum(a.b) & 'x'", "a^(>n, k).k", "a.{k: n}", "{'x': $map(a, function($v,$i){$v*$i})}",
        "$filter(a, function($v){$v.n > 1})", "$reduce([1..5], function($p,$c){$p+$c})", "a@$x.b#$i[$i>0].%.k", "**.b", "a ~> |b|{'c': 1}, ['d']|",
        "$match('ab12', /([a-z]+)(\\d+)/i)", "$replace('aXb', /x/i, '$0$0')", "($f := function($n){$n<2?1:$n*$f($n-1)}; $f(9))", "a ?? b ?: c",
        "$toMillis('2024-01-02T03:04:05Z')", "$fromMillis(0, '[Y]-[M01]-[D01] [H]:[m]:[s] [z]')", "$formatNumber(1234.5, '#,##0.00')", "$formatInteger(12, 'w')",
        "$parseInteger('XII', 'I')", "$split('a,b', ',')", "$pad('x', -9, 'ab')", "$eval('1+1')", "$each(d, $uppercase)", "$sift(d, function($v,$k){$k='a'})",
        "$sort(a, function($l,$r){$l.n>$r.n})", "$zip([1,2],[3])", "$lookup(d,'a')", "$merge([d,{'z':1}])", "$spread(d)", "$distinct(a)", "$join(['a','b'],'-')",
        "$map(?, $string)(a)", "$substring('héllo', 1, 2)", "a[0..2]", "[1..10][$%2=0]", "$string(a, true)", "$number('0x1F')", "$power(2, 0.5)", "$round(2.345, 2)",
        "$exists(a) and $not(b) or c in [1,2]", "$partition([1,2,3], 2)", "$range(0, 10, 3)", "$hash('a','MD5')", "$parse('{\"a\":1}')", "$encodeUrl('a b')", "$states.input.a",
        "/* c */ $clone(a)", "$assert(true, 'x')", "$error('x')", "$single([1])", "λ($x)<n:n>{$x}(1)", "$shuffle([1,2])", "$base64decode('eA==')", "$type(a)", "a.b.c[]", "`a b`.\"c\"",
    ];

    public static readonly string[] Definitions =
    [
        """{"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":{"x.$":"$.a","y":["States.Format('{}',1)"]},"ResultPath":"$.r","Next":"B"},"B":{"Type":"Choice","Choices":[{"And":[{"Variable":"$.r.x","IsPresent":true},{"Not":{"Variable":"$.n","NumericLessThanPath":"$.m"}}],"Next":"C"}],"Default":"D"},"C":{"Type":"Succeed","OutputPath":"$.r"},"D":{"Type":"Fail","Error":"E","CausePath":"States.Format('no {}', $.c)"}}}""",
        """{"QueryLanguage":"JSONata","StartAt":"M","States":{"M":{"Type":"Map","Items":"{% [1..3] %}","MaxConcurrency":2,"ItemSelector":{"v":"{% $states.context.Map.Item.Value %}"},"ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Pass","Output":"{% $states.input.v * 2 %}","End":true}}},"Assign":{"s":"{% $sum($states.result) %}"},"Next":"W"},"W":{"Type":"Wait","Seconds":"{% $s %}","Next":"T"},"T":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Arguments":{"FunctionName":"f","Payload":"{% $states.input %}"},"TimeoutSeconds":9,"Retry":[{"ErrorEquals":["States.ALL"],"MaxAttempts":2,"JitterStrategy":"FULL","MaxDelaySeconds":5}],"Catch":[{"ErrorEquals":["States.ALL"],"Output":"{% $states.errorOutput %}","Next":"E"}],"Next":"E"},"E":{"Type":"Succeed"}}}""",
        """{"StartAt":"P","TimeoutSeconds":60,"States":{"P":{"Type":"Parallel","Branches":[{"StartAt":"A","States":{"A":{"Type":"Pass","Result":{"a":1},"End":true}}},{"StartAt":"B","States":{"B":{"Type":"Wait","Timestamp":"2024-11-06T09:42:03Z","End":true}}}],"ResultSelector":{"x.$":"$[0].a"},"Catch":[{"ErrorEquals":["States.ALL"],"ResultPath":"$.e","Next":"P"}],"End":true}}}""",
        """{"StartAt":"D","States":{"D":{"Type":"Map","ItemsPath":"$.a","ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"EXPRESS"},"StartAt":"X","States":{"X":{"Type":"Pass","End":true}}},"ItemBatcher":{"MaxItemsPerBatch":2,"BatchInput":{"b.$":"$.c"}},"ToleratedFailurePercentage":10,"Label":"l","End":true}}}""",
    ];

    public static readonly string[] StateTests =
    [
        """{"definition":"{\"Type\":\"Pass\",\"Result\":{\"a\":1},\"End\":true}","input":"{}","inspectionLevel":"TRACE"}""",
        """{"definition":"{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::lambda:invoke\",\"Parameters\":{\"FunctionName\":\"f\"},\"Retry\":[{\"ErrorEquals\":[\"States.ALL\"]}],\"End\":true}","input":"{\"a\":1}","mock":{"errorOutput":{"error":"E","cause":"c"}},"stateConfiguration":{"retrierRetryCount":1},"inspectionLevel":"DEBUG","variables":"{\"x\":1}","context":"{\"Execution\":{\"Id\":\"i\"}}"}""",
        """{"definition":"{\"Type\":\"Map\",\"QueryLanguage\":\"JSONata\",\"Items\":\"{% $states.input %}\",\"ItemProcessor\":{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}},\"End\":true}","input":"[1,2]","mock":{"result":"[1,2]","fieldValidationMode":"NONE"},"inspectionLevel":"INFO"}""",
    ];

    /// <summary>Adds what lies beside the project. A run with it goes further, and is repeatable only where it is.</summary>
    public static (string[] Expressions, string[] Definitions) FromShared()
    {
        var expressions = new List<string>(Expressions);
        var definitions = new List<string>(Definitions);
        if (Find("conformance/jsonata/groups") is { } groups)
        {
            foreach (var file in Directory.GetFiles(groups, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                using var document = JsonDocument.Parse(File.ReadAllBytes(file));
                var root = document.RootElement;
                foreach (var item in root.ValueKind == JsonValueKind.Array ? root.EnumerateArray() : Enumerable.Repeat(root, 1))
                {
                    if (item.TryGetProperty("expr", out var text) && !text.GetRawText().Contains("\\ud8", StringComparison.OrdinalIgnoreCase))
                    {
                        expressions.Add(text.GetString()!);
                    }
                }
            }
        }

        if (Find("conformance/asl") is { } asl)
        {
            foreach (var file in Directory.GetFiles(asl, "*.json").Order(StringComparer.Ordinal))
            {
                using var document = JsonDocument.Parse(File.ReadAllBytes(file));
                definitions.AddRange(document.RootElement.EnumerateArray()
                    .Where(item => item.TryGetProperty("definition", out _)).Select(item => item.GetProperty("definition").GetRawText()).Where(text => text.Length < 4_000));
            }
        }

        return ([.. expressions.Distinct()], [.. definitions.Distinct()]);
    }

    private static string? Find(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", relative);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
