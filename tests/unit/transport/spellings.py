"""Addresses that nobody but this machine and its network answers on, in every spelling known.

Parsers, resolvers and people disagree about most of them, which is what makes them useful to
somebody who wants a daemon to ask the wrong server.
"""

#: hosts, as they stand in an address
_WRITTEN = """
    127.0.0.1 127.0.0.2 127.1 127.0.1 127.127.127.127 127.255.255.254 127.0.0.1. 127.000.000.001
    0x7f.0.0.1 0x7f000001 0X7F000001 0X7F.1 0x7f.0x0.0x0.0x1 0x7f.0x000001 0x7f.0x0.0x1
    0x0000007f.0.0.1 127.0x0.0.0x1 127.0.0.0x1 2130706433 2130706434 017700000001 0177.0.0.1
    00177.0.0.1 0177.1 0177.0x0.0.1 0177.00.00.01 127.0.00.01 0000000177.0.0.1
    localhost LocalHost LOCALHOST localhost. localhost.localdomain ip6-localhost
    0 0. 00 0x0 0.0 0.0.0 0.0.0.0 0.0.0.0. 0x0.0x0.0x0.0x0 0.1 0.0.0.1
    10.0.0.1 10.1 10.0.1 0x0a000001 0xa.0.0.1 167772161 012.0.0.1 012.1 10.255.255.255
    172.16.0.1 172.16.1 172.31.255.255 0xac.0x10.0.1 2886729729 0254.020.0.1
    192.168.0.1 192.168.1 192.168.257 0xc0a80101 0xc0.0xa8.1.1 3232235777 0300.0250.0.1
    100.64.0.1 100.127.255.254 1681915905 0x64400001
    169.254.169.254 169.254.169.254. 0xa9fea9fe 0xa9.0xfe.0xa9.0xfe 2852039166 169.254.43518
    0251.0376.0251.0376 169.254.170.2 169.254.0.23 100.100.100.200 192.0.0.192
    192.0.0.1 192.0.2.1 198.18.0.1 198.19.255.254 198.51.100.1 203.0.113.1 192.88.99.1
    224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 4294967295 0xffffffff
    127。0。0。1 127．0．0．1 127｡0｡0｡1 1２7.0.0.1 １２７.0.0.1 ①②⑦.⓪.⓪.①
    ⓛⓞⓒⓐⓛⓗⓞⓢⓣ ｌｏｃａｌｈｏｓｔ
    %31%32%37.0.0.1 127%2E0%2E0%2E1 %6cocalhost 127.0.0.1%00 127.0.0.1%23 127.0.0.1%2f
    [::] [::1] [::0001] [0:0:0:0:0:0:0:1] [0000:0000:0000:0000:0000:0000:0000:0001] [0::1]
    [::ffff:127.0.0.1] [::ffff:7f00:1] [::FFFF:7F00:0001] [0:0:0:0:0:ffff:127.0.0.1]
    [::FFFF:10.0.0.1] [::ffff:169.254.169.254] [::ffff:a9fe:a9fe] [::ffff:0.0.0.0]
    [::127.0.0.1] [::7f00:1] [::ffff:0:127.0.0.1] [::ffff:0:7f00:1]
    [64:ff9b::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b::10.0.0.1] [64:ff9b::a9fe:a9fe]
    [64:ff9b:1::1] [64:ff9b:1::7f00:1]
    [2002:7f00:1::] [2002:7f00:1::1] [2002:a00:1::1] [2002:a9fe:a9fe::]
    [2001:0:7f00:1::] [2001::1] [2001:0:0:0:0:0:80ff:fffe] [2001:db8::1] [2001:10::1]
    [fc00::1] [fd00::1] [fd00:ec2::254] [fe80::1] [fe80::1%1] [fe80::1%25lo] [::1%1] [::1%25lo]
    [fec0::1] [ff01::1] [ff02::1] [3fff::1] [100::1] [5f00::1] [::ffff:127.1] [::1.]
"""
PRIVATE = tuple(_WRITTEN.split())

#: whole addresses that must lead nobody to `inside`, a host and port
ODD = (
    "http://feed.example@{inside}/",
    "http://feed.example:80@{inside}/",
    "http://feed.example%40{inside}/",
    "http://user:secret@{inside}/",
    "http://@{inside}/",
    "http://:@{inside}/",
    "http://feed.example\\@{inside}/",
    "http://{inside}\\@feed.example/",
    "http://feed.example\\.{inside}/",
    "http:\\\\{inside}\\",
    "http:/\\{inside}/",
    "http:/{inside}/",
    "http:{inside}/",
    "http:///{inside}/",
    "http:////{inside}/",
    "//{inside}/",
    "///{inside}/",
    "\\\\{inside}\\",
    "/\\{inside}/",
    "http://{inside}#@feed.example/",
    "http://{inside}?@feed.example/",
    "http://{inside};@feed.example/",
    "http://{inside} @feed.example/",
    "http://\t{inside}/",
    "ht\ttp://{inside}/",
    " http://{inside}/",
    "HTTP://{inside}/",
    "hTTp://{inside}/",
    "https://{inside}/",
    "ftp://{inside}/",
    "gopher://{inside}/_GET",
    "dict://{inside}/",
    "ws://{inside}/",
    "file:///etc/passwd",
    "file://{inside}/",
    "jar:http://{inside}/!/",
    "unix:///{inside}",
    "http+unix://{inside}/",
    "data:text/xml,http://{inside}/",
    "javascript:http://{inside}/",
    "url:http://{inside}/",
    "http://[::1]@{inside}/",
    "http://[{inside}]/",
    "http://{inside}./",
    "http://{inside}/\x85",
)
