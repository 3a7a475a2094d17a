using LogsProcessor.Aws.Objects;
using LogsProcessor.Aws.Signing;

namespace LogsProcessor.Intake.Tests.Signing;

/// <summary>The same inputs, signed by AWS's own signer, have the same signature.</summary>
public sealed class BotoSignatureTests
{
    private const int Cases = 120;
    private const int Seed = 20260304;

    private static readonly string[] Names =
    [
        "a.csv",
        "a b+c.csv",
        "é/ß~x.log",
        "100%?&=#.txt",
        "日本.bin",
        "\U0001F600.bin",
    ];
    private static readonly string[] Types =
    [
        "text/csv",
        "application/octet-stream",
        "text/plain; charset=utf-8",
        "text/csv;  header=\"a  b\"",
    ];

    public static TheoryData<string> Kinds => ["put", "part", "post"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Signature_is_that_of_boto3(string kind)
    {
        var dice = new Random(Seed);
        var cases = Enumerable.Range(0, Cases).Select(_ => new SigningCase(kind, dice)).ToList();

        var answers = await Boto.SignAsync(cases.Select(it => it.ToBoto()));

        Assert.Equal(Cases, answers.Count);
        foreach (var (ours, theirs) in cases.Zip(answers))
        {
            var signed = await ours.SignAsync();
            if (kind == "post")
            {
                Assert.Equal(theirs.OrderBy(it => it.Key), signed.Fields.OrderBy(it => it.Key));
            }
            else
            {
                Assert.Equal(Parts(theirs["url"]), Parts(signed.Url));
            }
        }
    }

    /// <summary>Address and parameters, whatever the parameters' order.</summary>
    private static IEnumerable<string> Parts(string url) => url.Split('?', '&').Order(StringComparer.Ordinal);

    private sealed class SigningCase(string kind, Random dice)
    {
        private readonly bool _isAws = dice.Next(2) == 0;
        private readonly string _bucket = $"bucket-{dice.Next(100)}";

        // Characters beyond the first plane stand in a policy's text as they are, or as two escapes: both are right.
        private readonly string _key = $"in/{Names[dice.Next(kind == "post" ? Names.Length - 1 : Names.Length)]}";
        private readonly string _region = dice.Next(2) == 0 ? "eu-west-1" : "ap-southeast-2";
        private readonly string _type = Types[dice.Next(Types.Length)];
        private readonly long _size = dice.NextInt64(1, 5L << 30);
        private readonly int _expires = dice.Next(60, 43_200);
        private readonly int _number = dice.Next(1, 10_001);
        private readonly string _sha256 = Convert.ToBase64String(Bytes(dice, 32));
        private readonly bool _isChecked = kind == "part" || dice.Next(2) == 0;
        private readonly SigningKey _signer = new(
            $"AKID{dice.Next()}",
            Convert.ToBase64String(Bytes(dice, 30)),
            dice.Next(2) == 0 ? null : Convert.ToBase64String(Bytes(dice, 90))
        );
        private readonly string _upload = Convert.ToBase64String(Bytes(dice, 40));
        private readonly ManualClock _clock = new() { Now = ManualClock.Start.AddSeconds(dice.Next(100_000_000)) };

        internal Dictionary<string, object?> ToBoto() =>
            new()
            {
                ["kind"] = kind,
                ["region"] = _region,
                ["id"] = _signer.Id,
                ["secret"] = _signer.Secret,
                ["token"] = _signer.Token,
                ["endpoint"] = _isAws ? null : "http://127.0.0.1:9000",
                ["style"] = _isAws ? "virtual" : "path",
                ["now"] = _clock.Now.ToUnixTimeSeconds(),
                ["bucket"] = _bucket,
                ["key"] = _key,
                ["size"] = _size,
                ["type"] = _type,
                ["sha256"] = _isChecked ? _sha256 : null,
                ["expires"] = _expires,
                ["uploadId"] = _upload,
                ["number"] = _number,
                ["fields"] = Fields(),
            };

        internal async Task<SignedUpload> SignAsync()
        {
            var options = new S3Options
            {
                Region = _region,
                Endpoint = _isAws ? null : new Uri("http://127.0.0.1:9000"),
                ForcePathStyle = !_isAws,
            };
            var keys = new FixedKeys(_signer, _clock.Now.AddDays(1));
            var signer = new UploadSigner(options, keys, TimeSpan.FromSeconds(_expires), _clock);
            var content = new UploadContent(_bucket, _key, _size, _type, _isChecked ? _sha256 : null);
            var none = CancellationToken.None;
            return kind switch
            {
                "put" => await signer.SignPutAsync(content, none),
                "post" => await signer.SignPostAsync(content, none),
                _ => (
                    await signer.SignPartsAsync(_bucket, _key, _upload, [new(_number, _size, _sha256)], none)
                ).Single(),
            };
        }

        private string[][] Fields() =>
            _isChecked
                ?
                [
                    ["Content-Type", _type],
                    ["x-amz-checksum-algorithm", "SHA256"],
                    ["x-amz-checksum-sha256", _sha256],
                ]
                :
                [
                    ["Content-Type", _type],
                ];

        private static byte[] Bytes(Random dice, int count)
        {
            var bytes = new byte[count];
            dice.NextBytes(bytes);
            return bytes;
        }
    }
}
