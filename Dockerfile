# jixiao in a container: no compiler, no root, no network once it is built.
#
#   docker build -t jixiao .
#   docker run --rm --network none --user "$(id -u)" -v "$PWD/data:/data" jixiao run /data/raw --out /data/out
FROM python:3.13-slim AS build
WORKDIR /src
COPY requirements/uv.txt requirements/run.txt requirements/
RUN pip install --no-cache-dir --require-hashes --no-deps -r requirements/uv.txt \
 && uv venv /opt/jixiao \
 && uv pip install --no-cache --python /opt/jixiao/bin/python --only-binary :all: --require-hashes --no-deps -r requirements/run.txt
COPY pyproject.toml README.md LICENSE jixiao.py ./
COPY extract extract
COPY normalize normalize
COPY pipelines pipelines
COPY review review
RUN uv pip install --no-cache --python /opt/jixiao/bin/python --no-deps .

FROM python:3.13-slim
# OpenCV links libGL and draws nothing: the library alone, without the graphics drivers that it comes with (250 MB).
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libglib2.0-0 libx11-6 \
 && cd /tmp && apt-get download libgl1 libglx0 libglvnd0 \
 && for package in *.deb; do dpkg --extract "$package" /; done \
 && rm -rf *.deb /var/lib/apt/lists/*
COPY --from=build /opt/jixiao /opt/jixiao
ENV PATH=/opt/jixiao/bin:$PATH PYTHONUTF8=1 HOME=/tmp
USER 10001
WORKDIR /data
ENTRYPOINT ["jixiao"]
CMD ["--help"]
